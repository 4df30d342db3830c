import { convert } from './convert';
import type { ConvertOptions, Converter } from './converter';
import type { ParameterSpec } from '../spec';
import { tencentName } from '../tencentName';
import { refused, sent, type Converted } from './converted';

type Fields = Record<string, unknown>;

/** An object: those of the parameter's members that were entered. A text is read as JSON. */
export const object: Converter = (value, parameter, options) => {
	const fields = parsed(value);
	return isFields(fields)
		? membersOf(fields, parameter, options)
		: refused(`'${parameter.label}' must be an object`, 'Enter its fields by name');
};

/** A list of such objects, which n8n puts into `entries`; one alone is a list of one. */
export const objects: Converter = (value, parameter, options) => {
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
