import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { testCallbackKey } from '../callback/callbackKey';
import * as listSearch from '../liveApi/pickers';
import { propertiesOf, resources, subtitle } from './properties';

export class TencentLvb implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Tencent LVB',
		name: 'tencentLvb',
		icon: {
			light: 'file:../../icons/tencentLvb.svg',
			dark: 'file:../../icons/tencentLvb.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle,
		description:
			'React to live stream events of Tencent Cloud, and work with streams, recordings and screenshots',
		defaults: { name: 'Tencent LVB' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{
				name: 'tencentCloudApi',
				required: true,
				displayOptions: {
					hide: {
						operation: ['decode', 'download'],
						keySource: ['credential', 'entered', 'none'],
					},
				},
			},
			{
				name: 'tencentLvbCallbackApi',
				required: true,
				testedBy: 'testCallbackKey',
				displayOptions: {
					show: { operation: ['decode', 'sendSample'] },
					hide: { checkSignature: [false], keySource: ['template'] },
				},
			},
		],
		properties: propertiesOf(resources),
	};

	methods = {
		listSearch: { ...listSearch },
		credentialTest: { testCallbackKey },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { runOperation } = await import('./router.ts');
		return await runOperation(this);
	}
}
