import { isConvertible } from './convert/isConvertible';
import type { Decoder, FieldRule } from './decoder';
import { isPresent, type Payload } from './payload';
import type { Problem, SchemaError } from './problem';

/**
 * Adds to `problems` what the validator of an event says, less what the conversions mend: a number
 * sent as text, a field under another of its names, a null where the field may be missing.
 */
export function addProblems(payload: Payload, { validate, rules }: Decoder, problems: Problem[]): void {
	const errors = validate(payload);
	if (errors === null) return;
	const seen = new Set<string>();
	for (const error of errors) {
		const field = fieldOf(error);
		const rule = rules[field];
		if (rule === undefined || seen.has(field)) continue;
		const problem = problemOf(payload, field, rule, error.message);
		if (problem === undefined) continue;
		seen.add(field);
		problems.push({ field, problem });
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
	{ type, always, names }: FieldRule,
	message: string,
): string | undefined {
	const counting = names.find((name) => isPresent(payload[name]));
	if (counting === undefined) return always && field === names[0] ? 'is missing' : undefined;
	if (counting !== field || isConvertible(payload[field], type)) return undefined;
	return message;
}
