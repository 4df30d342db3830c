import { convert } from './convert';
import type { ConvertOptions, Converter } from './converter';
import type { ParameterSpec } from '../spec';
import { tencentName } from '../tencentName';
import { refused, sent, type Converted } from './converted';

type Fields = Record<string, unknown>;

/** An object: those of the parameter's members that were entered. */
export const object: Converter = (value, parameter, options) =>
	isFields(value)
		? membersOf(value, parameter, options)
		: refused(`'${parameter.label}' must be an object`, 'Enter its fields by name');

/** A list of such objects, which n8n puts into `entries`. */
export const objects: Converter = (value, parameter, options) => {
	const { label, maxItems = Infinity } = parameter;
	const list = isFields(value) ? value.entries : value;
	if (!Array.isArray(list)) {
		return refused(`'${label}' must be a list of objects`, 'Enter one object per entry');
	}
	if (list.length > maxItems) {
		return refused(`'${label}' has more than ${maxItems} entries`, 'Remove some');
	}
	const entries = list.map((entry) => object(entry, parameter, options));
	const broken = entries.find((entry) => !entry.ok);
	return broken ?? sent(entries.map((entry) => entry.ok && entry.value));
};

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

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
