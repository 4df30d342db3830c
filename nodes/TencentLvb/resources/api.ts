import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { operationError } from '../../liveApi/exception';
import { api as apiSpec } from '../generated/resources';
import type { Operation } from '../operation';
import { apiResource } from './apiResource';

/** A field that goes into an address or a header, and what it looks like. */
interface Name {
	field: string;
	label: string;
	form: RegExp;
	isOptional?: boolean;
	nextStep: string;
}

const NAMES: readonly Name[] = [
	{
		field: 'service',
		label: 'Service',
		form: /^[a-z][a-z0-9-]{0,40}$/,
		nextStep: 'Enter the first part of its address alone: cvm for cvm.tencentcloudapi.com',
	},
	{
		field: 'action',
		label: 'Action',
		form: /^[A-Z][A-Za-z0-9]{1,100}$/,
		nextStep: 'Enter the name as the API documentation has it, e.g. DescribeLiveDomains',
	},
	{
		field: 'version',
		label: 'Version',
		form: /^\d{4}-\d{2}-\d{2}$/,
		nextStep: 'Enter the date that the API documentation of the service gives, e.g. 2018-08-01',
	},
	{
		field: 'region',
		label: 'Region',
		form: /^[a-z]{2,}(-[a-z0-9]+){1,3}$/,
		isOptional: true,
		nextStep: 'Enter a region such as ap-guangzhou, or leave it empty for services without regions',
	},
];

const LONGEST_WAIT_SECONDS = 3600;

const WAIT_LONGER =
	"Raise 'Timeout' under 'Options' where the action takes long, else try again in a minute.";

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
		const { callLiveApi } = await import('../../liveApi/call.ts');
		const [service, action, version, region] = NAMES.map((name) =>
			readName(context, name, { itemIndex }),
		);
		const body = await bodyOf(context, itemIndex);
		const timeoutMs = timeoutOf(context, itemIndex);
		const options = { service, version, region, itemIndex, timeoutMs, timeoutHint: WAIT_LONGER };
		const response = await callLiveApi(context, action, body, options);
		return [{ json: response as unknown as IDataObject }];
	},
};

// Undefined leaves it to what every other call has.
function timeoutOf(context: IExecuteFunctions, itemIndex: number): number | undefined {
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject | null;
	const given = options?.timeout ?? '';
	if (given === '') return undefined;
	const seconds = typeof given === 'object' ? Number.NaN : Number(given);
	if (seconds >= 1 && seconds <= LONGEST_WAIT_SECONDS) return Math.round(seconds * 1000);
	throw operationError(
		context.getNode(),
		`'Timeout' must be a number of seconds from 1 to ${LONGEST_WAIT_SECONDS}`,
		{ description: "Correct it, or remove it from 'Options'", itemIndex },
	);
}

function readName(
	context: IExecuteFunctions,
	{ field, label, form, isOptional = false, nextStep }: Name,
	{ itemIndex }: { itemIndex: number },
): string {
	const value = String(context.getNodeParameter(field, itemIndex) ?? '').trim();
	if (form.test(value) || (isOptional && value === '')) return value;
	throw operationError(
		context.getNode(),
		value === '' ? `'${label}' is empty` : `'${label}' is not one of Tencent Cloud`,
		{ description: nextStep, itemIndex },
	);
}

async function bodyOf(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<Record<string, unknown>> {
	const { readBody } = await import('../execution/jsonBody.ts');
	const read = readBody(context.getNodeParameter('body', itemIndex, {}));
	if (read.ok) return read.body;
	throw operationError(context.getNode(), `'Body' ${read.finding}`, {
		description: read.nextStep,
		itemIndex,
	});
}

export const api = apiResource(apiSpec, [call]);
