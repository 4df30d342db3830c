import type { Parameter } from './parameters.mts';

/** One of n8n's INodeProperties, as a literal. */
export type Property = Record<string, unknown>;

/** The field of the node for a parameter. */
export function parameterProperty(parameter: Parameter): Property {
	const { name, words, field, within } = parameter;
	const isField = within === undefined && field.required === true && !words.emptyAsText;
	return {
		displayName: words.label,
		name,
		...inputOf(parameter),
		...(isField ? { required: true } : {}),
		...(words.placeholder && !parameter.picker ? { placeholder: words.placeholder } : {}),
		description: words.description,
	};
}

function inputOf(parameter: Parameter): Property {
	const { kind, words, picker } = parameter;
	const { choices, input } = words;
	if (picker) return pickerMark(words.picker!);
	if (kind === 'object') return { type: 'collection', default: {}, ...membersOf(parameter) };
	if (kind === 'objects') return entriesInput(parameter);
	if (kind === 'list') return listInput(parameter);
	if (choices)
		return { type: 'options', default: words.default ?? choices[0]?.value, options: choices };
	if (kind === 'boolean' || kind === 'flag')
		return { type: 'boolean', default: words.default ?? true };
	if (input === 'dateTime') return { type: 'dateTime', default: words.default ?? '' };
	if (kind === 'integer' || input === 'number') return numberInput(parameter);
	const password = input === 'password' ? { typeOptions: { password: true } } : {};
	return { type: 'string', ...password, default: words.default ?? '' };
}

/** Stands for what every field with the picker has in common. */
export const pickerMark = (picker: string): Property => ({ picker });

function numberInput(parameter: Parameter): Property {
	const { min, max } = limitsOf(parameter);
	const limits = {
		...(min === undefined ? {} : { minValue: min }),
		...(max === undefined ? {} : { maxValue: max }),
	};
	return {
		type: 'number',
		...(Object.keys(limits).length > 0 ? { typeOptions: limits } : {}),
		default: parameter.words.default ?? min ?? 0,
	};
}

function listInput({ words }: Parameter): Property {
	if (words.choices)
		return { type: 'multiOptions', default: words.default ?? [], options: words.choices };
	const typeOptions = { multipleValues: true, multipleValueButtonText: words.button };
	return { type: 'string', typeOptions, default: [] };
}

function entriesInput(parameter: Parameter): Property {
	const { entry, button } = parameter.words;
	return {
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: button },
		default: {},
		options: [{ displayName: entry, name: 'entries', values: membersOf(parameter).options }],
	};
}

function membersOf({ members }: Parameter): { placeholder: string; options: Property[] } {
	return { placeholder: 'Add Field', options: members.map(parameterProperty).sort(byTitle) };
}

/** The limits of a number that hold on both sites: those of the action, else those of the words. */
export function limitsOf({ field, words }: Parameter): { min?: number; max?: number } {
	const { min = words.min, max = words.max } = field.constraints ?? {};
	return {
		...(typeof min === 'number' ? { min } : {}),
		...(typeof max === 'number' ? { max } : {}),
	};
}

/** As n8n sorts the members of a collection. */
export function byTitle(a: Property, b: Property): number {
	return String(a.displayName) < String(b.displayName) ? -1 : 1;
}
