import type { IExecuteFunctions } from 'n8n-workflow';
import { type Advice, refused } from '../../advice';
import { tencentName } from '../../json/copy';
import { hasLostDigits } from '../../json/exactNumbers';
import { isContainer, isObject, type JsonObject } from '../../json/values';
import { accepted, operationError } from '../../liveApi/exception';
import type { Body, Kind, ParameterSpec } from '../operation';
import {
	appName,
	boolean,
	bucket,
	bucketOf,
	callbackKey,
	type Converted,
	type Converter,
	type ConvertOptions,
	digitsLost,
	domain,
	entered,
	flag,
	id,
	integer,
	sent,
	streamName,
	text,
	unixTime,
	utcTime,
} from './enteredValues';
import { enteredEnd } from './lasting';

const CONVERTED_TEXTS: readonly Kind[] = ['text', 'bucket', 'callbackKey'];

/** What goes into a request for what was entered in one field. */
export function convert(
	given: unknown,
	parameter: ParameterSpec,
	options: ConvertOptions,
): Converted {
	const value = entered(given);
	if (value !== undefined) return CONVERTERS[parameter.kind](value, parameter, options);
	const { required, emptyAsText, kind, label } = parameter;
	if (required) return refused(`'${label}' is empty`, `Enter a value under '${label}'`);
	const isText = CONVERTED_TEXTS.includes(kind);
	const isCleared = options.keepsEmptyText === true && isText && given === '';
	return sent(emptyAsText || isCleared ? '' : undefined);
}

/** An object: those of the parameter's members that were entered. A text is read as JSON. */
const object: Converter = (value, parameter, options) => {
	const fields = typeof value === 'string' ? parsed(value) : value;
	return isObject(fields)
		? membersOf(fields, parameter, options)
		: refused(`'${parameter.label}' must be an object`, 'Enter its fields by name');
};

/** A list of such objects, which n8n puts into `entries`; one alone is a list of one. */
const objects: Converter = (value, parameter, options) => {
	const { label, maxItems = Infinity } = parameter;
	const list = listIn(typeof value === 'string' ? parsed(value) : value, parameter);
	if (list === undefined) {
		return refused(`'${label}' must be a list of objects`, 'Enter one object per entry');
	}
	if (list.length > maxItems) {
		return refused(`'${label}' has more than ${maxItems} entries`, 'Remove some');
	}
	return together(list.map((entry) => object(entry, parameter, options)));
};

function listIn(value: unknown, { members = [] }: ParameterSpec): unknown[] | undefined {
	const given = isObject(value) && 'entries' in value ? value.entries : value;
	if (Array.isArray(given)) return given as unknown[];
	return isObject(given) && members.some(({ name }) => name in given) ? [given] : undefined;
}

function membersOf(
	given: JsonObject,
	{ label, members = [] }: ParameterSpec,
	options: ConvertOptions,
): Converted {
	const body: Record<string, unknown> = {};
	for (const member of members) {
		const named = { ...member, label: `${label}: ${member.label}` };
		const converted = convert(given[member.name], named, options);
		if (!converted.ok) return converted;
		if (converted.value !== undefined) body[tencentName(member.name)] = converted.value;
	}
	return sent(body);
}

/** The value of a JSON text; undefined where the text is none. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** The rules for what a list may hold. */
const ENTRIES = { domain, appName, streamName };

/** Addresses begin so; they are the only entries that a comma or semicolon may be a part of. */
const SCHEME = '[A-Za-z][A-Za-z0-9+.-]{0,30}://';

const SEPARATORS = /[\s,;，；、]+/;

/** Between addresses: white space, or a separator that white space, the end or an address follows. */
const BETWEEN_ADDRESSES = new RegExp(
	`[,;，；、]*(?:\\s+|$)|[,;，；、]+(?=${SCHEME}|[,;，；、\\s])`,
);

/** Within one entry of a list, white space may be a part of the address: the next one must be there. */
const BEFORE_ADDRESS = new RegExp(`(?<![\\s,;，；、])[\\s,;，；、]+(?=${SCHEME}|$)`);

/**
 * A list of texts. One text is read as JSON where it is a JSON list, else taken apart at line breaks,
 * white space, commas and semicolons, full-width ones too; an entry of a list that holds several,
 * too, as somebody may have pasted all of them into one field.
 */
const list: Converter = (value, parameter, options) => {
	const { label, maxItems = Infinity, entries: kind } = parameter;
	const given = typeof value === 'string' ? partsOf(value) : valuesOf(value);
	if (given === undefined || given.some(isContainer)) {
		return refused(
			`'${label}' must be a list of texts`,
			'Enter one text per entry, or a JSON list such as ["one", "two"]',
		);
	}
	if (given.some(hasLostDigits)) return digitsLost(label);
	const entries = given
		.filter((entry) => entered(entry) !== undefined)
		.flatMap((entry) => (typeof value === 'string' ? [String(entry)] : severalIn(String(entry))))
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
	if (entries.length === 0) return refused(`'${label}' is empty`, `Enter a value under '${label}'`);
	if (entries.length > maxItems) {
		return refused(`'${label}' has more than ${maxItems} entries`, 'Remove some');
	}
	if (kind === undefined) return sent(entries);
	return together(entries.map((entry) => ENTRIES[kind](entry, { ...parameter, kind }, options)));
};

function together(entries: readonly Converted[]): Converted {
	const broken = entries.find((entry) => !entry.ok);
	return broken ?? sent(entries.map((entry) => entry.ok && entry.value));
}

// A single number or switch is a list of one.
function valuesOf(value: unknown): unknown[] | undefined {
	if (Array.isArray(value)) return value as unknown[];
	return typeof value === 'object' ? undefined : [value];
}

/** The entries of a text; undefined where it begins like a JSON list and is none. */
function partsOf(text: string): unknown[] | undefined {
	if (/^[["']/.test(text)) {
		const value = parsed(text.startsWith('[') ? text : `[${text}]`);
		if (Array.isArray(value)) return value as unknown[];
		if (text.startsWith('[')) return undefined;
	}
	const parts = text.split(text.includes('://') ? BETWEEN_ADDRESSES : SEPARATORS);
	return parts.filter((part) => part !== '');
}

const severalIn = (entry: string): string[] =>
	entry.split(entry.includes('://') ? BEFORE_ADDRESS : SEPARATORS);

const CONVERTERS: Readonly<Record<Kind, Converter>> = {
	text,
	domain,
	appName,
	streamName,
	bucket,
	callbackKey,
	id,
	integer,
	boolean,
	flag,
	utcTime,
	unixTime,
	list,
	object,
	objects,
};

/** Tells which date does not follow the one that it has to follow. */
export function orderProblem(
	parameters: readonly ParameterSpec[],
	body: Record<string, unknown>,
): Advice | undefined {
	for (const { name, label, after } of parameters) {
		const earlier = parameters.find((candidate) => candidate.name === after);
		if (earlier === undefined) continue;
		const [start, end] = [body[tencentName(earlier.name)], body[tencentName(name)]];
		if (start === undefined || end === undefined || isBefore(start, end)) continue;
		return {
			message: `'${label}' is not after '${earlier.label}'`,
			nextStep: 'Correct one of the two; a date without a time zone counts in that of the workflow',
		};
	}
	return undefined;
}

// Both are seconds, or both are texts whose order is that of time.
function isBefore(start: unknown, end: unknown): boolean {
	return (start as number | string) < (end as number | string);
}

/** The names that people read. */
const COLLECTIONS = {
	additionalFields: 'Additional Fields',
	updateFields: 'Update Fields',
	filters: 'Filters',
};

/**
 * The request that an item asks for. Optional fields that are empty are left out; in an update,
 * a text that was added and left empty goes out empty.
 *
 * @throws NodeOperationError that names the field by its label, before anything is called.
 */
export function readBody(
	context: IExecuteFunctions,
	parameters: readonly ParameterSpec[],
	{ itemIndex, now }: { itemIndex: number; now: number },
): Body {
	const options = { now, timezone: context.getTimezone() };
	const body: Body = {};
	for (const parameter of parameters) {
		const entered = enteredValue(context, parameter, { itemIndex, now, body });
		const converted = convert(entered, parameter, emptyRules(parameter, options));
		const { value } = accepted(context.getNode(), converted, { itemIndex });
		if (value !== undefined) body[tencentName(parameter.name)] = value;
	}
	const problem = orderProblem(parameters, body);
	if (problem !== undefined) throw operationError(context.getNode(), problem, { itemIndex });
	for (const { name, label, account } of parameters) {
		const [bucket, number] = [body[tencentName(name)], account && body[tencentName(account)]];
		if (typeof bucket !== 'string' || number === undefined) continue;
		const converted = bucketOf(bucket, { label, account: String(number) });
		body[tencentName(name)] = accepted(context.getNode(), converted, { itemIndex }).value;
	}
	return body;
}

function emptyRules({ within }: ParameterSpec, options: ConvertOptions): ConvertOptions {
	return within === 'updateFields' ? { ...options, keepsEmptyText: true } : options;
}

function enteredValue(
	context: IExecuteFunctions,
	{ lasting, ...parameter }: ParameterSpec,
	{ itemIndex, now, body }: { itemIndex: number; now: number; body: Body },
): unknown {
	const { name, within } = parameter;
	if (lasting !== undefined) {
		const end = enteredEnd(context, { ...parameter, lasting }, { itemIndex, now, body });
		if (end !== undefined) return end;
	}
	if (within === undefined) return context.getNodeParameter(name, itemIndex, '');
	// An expression may give anything in place of the collection.
	const collection = context.getNodeParameter(within, itemIndex, {}) as unknown;
	if (collection === null || collection === undefined || collection === '') return undefined;
	if (isObject(collection)) return collection[name];
	throw operationError(
		context.getNode(),
		{
			message: `'${COLLECTIONS[within]}' must be an object`,
			nextStep: 'Add its fields one by one, or let the expression give an object of them',
		},
		{ itemIndex },
	);
}
