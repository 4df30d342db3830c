import { convert } from './convert';
import type { ConvertOptions, Converter } from './converter';
import type { ParameterSpec } from '../spec';
import { tencentName } from '../tencentName';
import { refused, sent, type Converted } from './converted';
import { parsedJson } from './parsedJson';

type Fields = Record<string, unknown>;

/** An object with the members of the parameter under either name, or its JSON text. */
export const object: Converter = (value, parameter, options) => {
	const { label } = parameter;
	const given = typeof value === 'string' ? parsedJson(value) : value;
	if (given === undefined) {
		return refused(`'${label}' is no valid JSON`, 'Correct its brackets, quotes and commas');
	}
	if (!isFields(given)) return refused(`'${label}' must be an object`, 'Enter its fields by name');
	return membersOf(given, parameter, options);
};

/** A list of such objects; n8n puts what is entered into `entries`. */
export const objects: Converter = (value, parameter, options) => {
	const { label, maxItems = Infinity } = parameter;
	const given = typeof value === 'string' ? parsedJson(value) : value;
	const list = isFields(given) && 'entries' in given ? given.entries : given;
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
	const rest = new Set(Object.keys(given));
	for (const member of members) {
		const wire = tencentName(member.name);
		const entry = given[member.name] ?? given[wire];
		const named = { ...member, label: `${label}: ${member.label}` };
		const converted = convert(entry, named, options);
		if (!converted.ok) return converted;
		if (converted.value !== undefined) body[wire] = converted.value;
		rest.delete(member.name);
		rest.delete(wire);
	}
	const [unknown] = rest;
	if (unknown !== undefined) {
		const known = members.map(({ name }) => name).join(', ');
		return refused(`'${label}' has no field "${unknown}"`, `It takes: ${known}`);
	}
	return sent(body);
}

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
