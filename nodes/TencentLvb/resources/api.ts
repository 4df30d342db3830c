import type { INodeProperties } from 'n8n-workflow';

import { api as apiSpec } from '../generated/resources';
import type { Operation } from '../operation';
import { apiResource } from './apiResources';

const LONGEST_WAIT_SECONDS = 3600;

const properties: INodeProperties[] = [
	{
		displayName: 'Service',
		name: 'service',
		type: 'string',
		default: 'live',
		required: true,
		placeholder: 'e.g. vod',
		description: 'Product to call: the first part of its API address, e.g. live, vod, cvm or trtc',
	},
	{
		displayName: 'Action',
		name: 'action',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. DescribeLiveDomains',
		description: 'Name of the action, as the API documentation of the service has it',
	},
	{
		displayName: 'Version',
		name: 'version',
		type: 'string',
		default: '2018-08-01',
		required: true,
		placeholder: 'e.g. 2018-08-01',
		description: 'Version of the API, a date that the documentation of each service gives',
	},
	{
		displayName: 'Region',
		name: 'region',
		type: 'string',
		default: '',
		placeholder: 'e.g. ap-guangzhou',
		description: 'Region to act in; empty for services without regions, such as live',
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		default: '{}',
		description:
			'Parameters of the action as a JSON object, named as the API documentation names them; at most 10 MB',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Timeout',
				name: 'timeout',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: LONGEST_WAIT_SECONDS },
				default: 120,
				description:
					'Seconds to wait for the answer, 20 unless set, at most 3,600; some actions, such as those of language models, need minutes',
			},
		],
	},
];

const call: Operation = {
	...apiSpec.handMade.call,
	properties,

	async execute(context, itemIndex) {
		const { callAction } = await import('../execution/apiCall.ts');
		return await callAction(context, itemIndex, { longestWaitSeconds: LONGEST_WAIT_SECONDS });
	},
};

export const api = apiResource(apiSpec, [call]);
