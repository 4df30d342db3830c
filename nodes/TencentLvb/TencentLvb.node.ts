import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { testCallbackKey } from '../callback/testCallbackKey';
import * as listSearch from './listSearch';
import { propertiesOf } from './properties';
import { resources } from './resources';
import { runOperation } from './router';

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
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Work with live streams and their events in Tencent Cloud',
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
		return await runOperation(this);
	}
}
