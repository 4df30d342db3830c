import { isConvertible } from './convert/isConvertible';
import type { Decoder, FieldRule } from './decoder';
import { isPresent, type Payload } from './payload';
import type { Problem, SchemaError } from './problem';

/**
 * Adds to `problems` what the validator of an event says, less what the conversions mend: a number
 * sent as text, a field under another of its names, a null where the field may be missing.
 */
export function addProblems(
	payload: Payload,
	{ validate, rules }: Decoder,
	problems: Problem[],
): void {
	const errors = validate(payload);
	if (errors === null) return;
	for (const error of errors) {
		const field = fieldOf(error);
		const rule = rules[field];
		if (rule === undefined || problems.some((earlier) => earlier.field === field)) continue;
		const problem = problemOf(payload, field, { rule, message: error.message });
		if (problem !== undefined) problems.push({ field, problem });
	}
}

function fieldOf({ keyword, params, instancePath }: SchemaError): string {
	if (keyword === 'required') return String(params.missingProperty);
	const end = instancePath.indexOf('/', 1);
	return instancePath.slice(1, end < 0 ? undefined : end);
}

function problemOf(
	payload: Payload,
	field: string,
	{ rule, message }: { rule: FieldRule; message: string },
): string | undefined {
	const { type, always, names } = rule;
	const counting = names.find((name) => isPresent(payload[name]));
	if (counting === undefined) return always && field === names[0] ? 'is missing' : undefined;
	if (counting !== field || isConvertible(payload[field], type)) return undefined;
	return message;
}
