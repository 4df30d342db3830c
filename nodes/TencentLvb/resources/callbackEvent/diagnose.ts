import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Site } from '../../../liveApi';
import { appNameField, pushDomainPicker } from '../../../liveApi/pushDomainFields';
import type { Operation } from '../operation';

export const diagnose: Operation = {
	name: 'Diagnose',
	value: 'diagnose',
	action: 'Diagnose missing callback events',
	description:
		'Find out why events do not arrive: checks credential, domain, rule, template, slots and address',
	properties: [
		pushDomainPicker,
		appNameField,
		{
			displayName: 'Webhook URL',
			name: 'webhookUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com/webhook/4f1c/tencent-lvb',
			description:
				"Production URL of the trigger that waits for the events. Without it, this n8n's own addresses in the template are checked.",
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Stream Name',
					name: 'streamName',
					type: 'string',
					default: '',
					placeholder: 'e.g. room-42',
					description:
						'Stream whose deliveries are looked up in the log that the China site has; otherwise the ones pushed last',
				},
			],
		},
	],

	async execute(context, itemIndex) {
		const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
		const { checkedStreamName, pickedPlace } = await import('./pickedPlace.ts');
		const place = pickedPlace(context, itemIndex);
		const streamName = checkedStreamName(context, options.streamName, itemIndex);
		const { tryLiveApi } = await import('../../../liveApi/index.ts');
		const { diagnose: makeChecks } = await import('../../diagnosis/diagnose.ts');
		const { ownAddresses } = await import('../../diagnosis/ownAddresses.ts');
		const findings = await makeChecks({
			context,
			port: async (action, body) => await tryLiveApi(context, action, body),
			...place,
			webhookUrl: String(context.getNodeParameter('webhookUrl', itemIndex, '') ?? '').trim(),
			streamName,
			site: await knownSite(context),
			instanceId: context.getInstanceId(),
			isOwn: ownAddresses(context, itemIndex),
			now: Date.now(),
		});
		return findings.map((finding) => ({ json: { ...finding } }));
	},
};

// Without a credential, the first check says so.
async function knownSite(context: IExecuteFunctions): Promise<Site> {
	try {
		const { siteOf } = await import('../../../liveApi/index.ts');
		return await siteOf(context);
	} catch {
		return 'international';
	}
}
