import type { Advice } from '../../advice';
import { tencentName } from '../../json/copy';
import type { Kind, ParameterSpec } from '../operation';
import { unixTime, utcTime } from './dates';
import {
	appName,
	boolean,
	bucket,
	callbackKey,
	type Converted,
	type Converter,
	type ConvertOptions,
	domain,
	entered,
	flag,
	id,
	integer,
	list,
	refused,
	sent,
	streamName,
	text,
} from './enteredValues';

const CONVERTED_TEXTS: readonly Kind[] = ['text', 'bucket', 'callbackKey'];

/** What goes into a request for what was entered. Pure. */
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

type Fields = Record<string, unknown>;

/** An object: those of the parameter's members that were entered. A text is read as JSON. */
const object: Converter = (value, parameter, options) => {
	const fields = parsed(value);
	return isFields(fields)
		? membersOf(fields, parameter, options)
		: refused(`'${parameter.label}' must be an object`, 'Enter its fields by name');
};

/** A list of such objects, which n8n puts into `entries`; one alone is a list of one. */
const objects: Converter = (value, parameter, options) => {
	const { label, maxItems = Infinity } = parameter;
	const list = listIn(parsed(value), parameter);
	if (list === undefined) {
		return refused(`'${label}' must be a list of objects`, 'Enter one object per entry');
	}
	if (list.length > maxItems) {
		return refused(`'${label}' has more than ${maxItems} entries`, 'Remove some');
	}
	const entries = list.map((entry) => object(entry, parameter, options));
	const broken = entries.find((entry) => !entry.ok);
	return broken ?? sent(entries.map((entry) => entry.ok && entry.value));
};

function listIn(value: unknown, { members = [] }: ParameterSpec): unknown[] | undefined {
	if (Array.isArray(value)) return value as unknown[];
	if (!isFields(value)) return undefined;
	if ('entries' in value) return listIn(value.entries, { members } as ParameterSpec);
	return members.some(({ name }) => name in value) ? [value] : undefined;
}

function membersOf(
	given: Fields,
	{ label, members = [] }: ParameterSpec,
	options: ConvertOptions,
): Converted {
	const body: Fields = {};
	for (const member of members) {
		const named = { ...member, label: `${label}: ${member.label}` };
		const converted = convert(given[member.name], named, options);
		if (!converted.ok) return converted;
		if (converted.value !== undefined) body[tencentName(member.name)] = converted.value;
	}
	return sent(body);
}

function parsed(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

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
