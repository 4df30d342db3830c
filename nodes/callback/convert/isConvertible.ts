import { booleanFrom } from './boolean';
import { integerFrom } from './integer';
import { numberFrom } from './number';
import { textFrom } from './text';
import { timeFrom } from './time';
import { isBlank, isObject } from '../payload';

/** The types of the catalogue; of `json`, only a text that holds none cannot be converted. */
export type FieldType =
	| 'string'
	| 'integer'
	| 'number'
	| 'boolean'
	| 'object'
	| 'json'
	| 'streamParams'
	| 'time:s'
	| 'time:ms'
	| `list of ${'string' | 'integer' | 'number' | 'object'}`;

const LIST_OF = 'list of ';

/** Whether a value that is not of the type becomes one, so that it is no problem. */
export function isConvertible(value: unknown, type: FieldType): boolean {
	if (!type.startsWith(LIST_OF)) return isScalarConvertible(value, type);
	const memberType = type.slice(LIST_OF.length) as FieldType;
	return Array.isArray(value)
		? value.every((member) => isScalarConvertible(member, memberType))
		: isScalarConvertible(value, memberType);
}

function isScalarConvertible(value: unknown, type: FieldType): boolean {
	switch (type) {
		case 'string':
		case 'streamParams':
			return textFrom(value) !== undefined;
		case 'integer':
			return integerFrom(value) !== undefined || isBlank(value);
		case 'number':
			return numberFrom(value) !== undefined || isBlank(value);
		case 'boolean':
			return booleanFrom(value) !== undefined || isBlank(value);
		case 'object':
			return isObject(value);
		case 'time:s':
			return timeFrom(value, 1000) !== undefined;
		case 'time:ms':
			return timeFrom(value, 1) !== undefined;
		default:
			return false;
	}
}
