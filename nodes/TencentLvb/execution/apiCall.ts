import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { type Refused, refused } from '../../advice';
import { holdsUnsafeInteger, quoteLongIntegers } from '../../json/exactNumbers';
import { DEEPEST_LEVEL, isObject, isTooDeep, type JsonObject } from '../../json/values';
import { callLiveApi } from '../../liveApi/call';
import { accepted } from '../../liveApi/exception';
import type { OutputItem } from '../operation';

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

const WAIT_LONGER =
	"Raise 'Timeout' under 'Options' where the action takes long, else try again in a minute.";

/**
 * Calls any action of any service, as the fields say, and puts out its answer.
 *
 * @throws NodeOperationError that names the field that can't be used, NodeApiError where Tencent
 * refuses.
 */
export async function callAction(
	context: IExecuteFunctions,
	itemIndex: number,
	{ longestWaitSeconds }: { longestWaitSeconds: number },
): Promise<OutputItem[]> {
	const used = <Reading extends { ok: true }>(reading: Reading | Refused): Reading =>
		accepted(context.getNode(), reading, { itemIndex });
	const [service, action, version, region] = NAMES.map(
		(name) => used(readName(context.getNodeParameter(name.field, itemIndex), name)).name,
	);
	const { body } = used(readBody(context.getNodeParameter('body', itemIndex, {})));
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject | null;
	const { timeoutMs } = used(readTimeout(options?.timeout, longestWaitSeconds));
	const response = await callLiveApi(context, action, body, {
		...{ service, version, region, itemIndex },
		...{ timeoutMs, timeoutHint: WAIT_LONGER },
	});
	return [{ json: response as unknown as IDataObject }];
}

function readName(
	given: unknown,
	{ label, form, isOptional = false, nextStep }: Name,
): { ok: true; name: string } | Refused {
	const name = String(given ?? '').trim();
	if (form.test(name) || (isOptional && name === '')) return { ok: true, name };
	return refused(
		name === '' ? `'${label}' is empty` : `'${label}' is not one of Tencent Cloud`,
		nextStep,
	);
}

// Undefined leaves it to what every other call has.
function readTimeout(
	given: unknown = '',
	longestWaitSeconds: number,
): { ok: true; timeoutMs: number | undefined } | Refused {
	if (given === '' || given === null) return { ok: true, timeoutMs: undefined };
	const seconds = typeof given === 'object' ? Number.NaN : Number(given);
	if (seconds >= 1 && seconds <= longestWaitSeconds) {
		return { ok: true, timeoutMs: Math.round(seconds * 1000) };
	}
	return refused(
		`'Timeout' must be a number of seconds from 1 to ${longestWaitSeconds}`,
		"Correct it, or remove it from 'Options'",
	);
}

/** The most that Tencent Cloud takes in one request, in bytes. */
const MOST_BYTES = 10_485_760;

const EXAMPLE = 'Enter a JSON object such as {"DomainName": "push.example.com"}';

/**
 * Reads what a person or an expression gave as body. Integers beyond 2^53 of a text become bigints,
 * so that they can be sent with all their digits. Never throws.
 */
function readBody(given: unknown): { ok: true; body: JsonObject } | Refused {
	if ((given ?? '') === '') return { ok: true, body: {} };
	const isText = typeof given === 'string';
	if (isText && isTooLong(given)) return TOO_LONG;
	const parsed = isText ? parse(given) : { ok: true as const, value: given };
	if (!parsed.ok) return parsed;
	const { value } = parsed;
	if (!isObject(value)) {
		return refused(`'Body' is ${kindOf(value)} instead of a JSON object`, EXAMPLE);
	}
	// All that follows goes down as deep as the body does.
	if (isTooDeep(value)) {
		return refused(
			`'Body' is nested deeper than ${DEEPEST_LEVEL} levels`,
			'Check the JSON: no action of Tencent Cloud takes such a body',
		);
	}
	if (isText) {
		const exact = quoteLongIntegers(given);
		const body = exact === given ? value : (restored(value, JSON.parse(exact)) as JsonObject);
		return { ok: true, body };
	}
	if (isTooLong(JSON.stringify(value))) return TOO_LONG;
	return holdsUnsafeInteger(value)
		? refused(
				"'Body' holds a number that is too long to be exact",
				'Give the body as a text rather than as an object, so that all digits of its numbers arrive',
			)
		: { ok: true, body: value };
}

const isTooLong = (text: string): boolean => Buffer.byteLength(text) > MOST_BYTES;

const TOO_LONG = refused(
	"'Body' is larger than 10 MB",
	'Send less at once; Tencent Cloud takes at most 10 MB in one request',
);

// Where one reading of the text has a number and the other a text, the text holds all its digits.
function restored(value: unknown, exact: unknown): unknown {
	if (typeof value === 'number') return typeof exact === 'string' ? BigInt(exact) : value;
	if (Array.isArray(value)) {
		return value.map((entry, index) => restored(entry, (exact as unknown[])[index]));
	}
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [
			name,
			restored(entry, (exact as JsonObject)[name]),
		]),
	);
}

// Not V8's own words, which quote the text and with it what may be secret.
function parse(text: string): { ok: true; value: unknown } | Refused {
	try {
		return { ok: true, value: JSON.parse(text) as unknown };
	} catch (error) {
		const [, position] = /at position (\d+)/.exec(String(error)) ?? [];
		const place = position === undefined ? '' : ` (at character ${Number(position) + 1})`;
		return refused(`'Body' is not valid JSON${place}`, EXAMPLE);
	}
}

function kindOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'a list' : `a ${typeof value === 'string' ? 'text' : typeof value}`;
}
