import type { INodeProperties } from 'n8n-workflow';
import {
	callbackRule as callbackRuleSpec,
	callbackTemplate as callbackTemplateSpec,
	domain as domainSpec,
	pullTask as pullTaskSpec,
	recordingRule as recordingRuleSpec,
	recordingTemplate as recordingTemplateSpec,
	snapshotRule as snapshotRuleSpec,
	snapshotTemplate as snapshotTemplateSpec,
	stream as streamSpec,
	api as apiSpec,
} from '../generated/resources';
import type { Operation, OperationSpec, Prepare, Resource, ResourceSpec } from '../operation';

/** The operation that a specification describes; `prepare` is what is special about it. */
function apiOperation(spec: OperationSpec, prepare?: Prepare): Operation {
	const { name, value, action, description, properties, ratePerSecond } = spec;
	return {
		name,
		value,
		action,
		description,
		properties,
		// No more than that can be on their way: each counts for more than a second.
		atOnce: ratePerSecond,
		async execute(context, itemIndex) {
			const { execute } = await import('../execution/apiOperation.ts');
			return await execute(context, itemIndex, { spec, prepare });
		},
	};
}

/**
 * A resource of the node: the operations of its specification, and those written by hand, which
 * take the place of one with the same value. They stand in the order of the catalogue, which is that
 * of use, those by hand first.
 */
export function apiResource(
	{ title, value, defaultOperation, operations: generated, handMade: titles = {} }: ResourceSpec,
	handMade: readonly Operation[] = [],
): Resource {
	const byHand = (name: string) => handMade.find((own) => own.value === name);
	const operations = [
		...Object.keys(titles).flatMap((name) => byHand(name) ?? []),
		...Object.values(generated).map((spec) => byHand(spec.value) ?? apiOperation(spec)),
	];
	return { name: title, value, defaultOperation, operations };
}

export const callbackRule = apiResource(callbackRuleSpec);

export const callbackTemplate = apiResource(callbackTemplateSpec, [
	apiOperation(callbackTemplateSpec.operations.create, async (body, origin) => {
		const { newTemplate } = await import('../execution/prepare.ts');
		return newTemplate(body, origin);
	}),
	apiOperation(callbackTemplateSpec.operations.update, async (body, origin) => {
		const { changedTemplate } = await import('../execution/prepare.ts');
		return changedTemplate(body, origin);
	}),
]);

export const domain = apiResource(domainSpec);

export const pullTask = apiResource(pullTaskSpec, [
	apiOperation(pullTaskSpec.operations.create, async (body, origin) => {
		const { pullTaskTarget } = await import('../execution/prepare.ts');
		return pullTaskTarget(body, origin);
	}),
]);

export const recordingRule = apiResource(recordingRuleSpec);

export const recordingTemplate = apiResource(recordingTemplateSpec);

export const snapshotRule = apiResource(snapshotRuleSpec);

export const snapshotTemplate = apiResource(snapshotTemplateSpec);

export const stream = apiResource(streamSpec);

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
	// Which action it is, and so its rate, is known only when it runs; a body may have 10 MB.
	atOnce: 40,

	async execute(context, itemIndex) {
		const { callAction } = await import('../execution/apiCall.ts');
		return await callAction(context, itemIndex, { longestWaitSeconds: LONGEST_WAIT_SECONDS });
	},
};

export const api = apiResource(apiSpec, [call]);
