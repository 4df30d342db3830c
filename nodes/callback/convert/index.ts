/**
 * The conversions as the generated decoders call them: a value that cannot be converted is kept,
 * a missing one becomes null. Written out one by one so that the engine can inline each; those of
 * most fields look for the usual type first and leave all else to a call.
 */
import { isBlank } from '../payload';
import { hideQuerySecrets, hideSecrets } from '../hideSecrets';
import type { Payload } from '../payload';
import type { Problem } from '../problem';
import { booleanFrom } from './boolean';
import { integerFrom } from './integer';
import { jsonFrom } from './json';
import { kept } from './kept';
import { listFrom } from './list';
import { numberFrom } from './number';
import { objectFrom } from './object';
import { secretUrlFrom } from './secretUrl';
import { streamParamsFrom } from './streamParams';
import { textFrom } from './text';

export { timeFrom } from './time';

/** Copies an object in a field, with its keys in camel case. */
type Copy = (source: Payload) => unknown;

export function text(value: unknown): unknown {
	return typeof value === 'string' ? hideSecrets(value) : otherText(value);
}

export function trimmed(value: unknown): unknown {
	return typeof value === 'string' ? hideSecrets(value.trim()) : otherText(value);
}

export function secretUrl(value: unknown): unknown {
	return secretUrlFrom(value) ?? kept(value);
}

export function integer(value: unknown): unknown {
	// Adding nought makes minus nought plain.
	return Number.isSafeInteger(value) ? (value as number) + 0 : otherInteger(value);
}

export function number(value: unknown): unknown {
	return numberFrom(value) ?? keptNumber(value);
}

export function boolean(value: unknown): unknown {
	return booleanFrom(value) ?? keptNumber(value);
}

export function object(value: unknown, copy?: Copy): unknown {
	return objectFrom(value, copy) ?? kept(value);
}

export function streamParams(value: unknown): unknown {
	const params = streamParamsFrom(value);
	if (params !== undefined) return params;
	return typeof value === 'string' ? hideQuerySecrets(value) : kept(value);
}

/** `time` is what `timeFrom` made of `value`; its null stands for a time that is not known. */
export function timeOr(time: string | null | undefined, value: unknown): unknown {
	return time === undefined ? kept(value) : time;
}

export function texts(value: unknown): unknown {
	return listFrom(value, textFrom) ?? kept(value);
}

export function integers(value: unknown): unknown {
	return isBlank(value) ? null : (listFrom(value, integerOrNull) ?? kept(value));
}

export function numbers(value: unknown): unknown {
	return isBlank(value) ? null : (listFrom(value, numberOrNull) ?? kept(value));
}

export function objects(value: unknown, copy?: Copy): unknown {
	return listFrom(value, (member) => objectFrom(member, copy)) ?? kept(value);
}

/** The schema cannot see inside a text, so a text that is no JSON is reported here. */
export function json(value: unknown, field: string, problems: Problem[]): unknown {
	const parsed = jsonFrom(value);
	if (parsed !== undefined) return parsed;
	if (typeof value === 'string') problems.push({ field, problem: 'must be JSON' });
	return kept(value);
}

function otherText(value: unknown): unknown {
	return textFrom(value) ?? kept(value);
}

function otherInteger(value: unknown): unknown {
	return integerFrom(value) ?? keptNumber(value);
}

function integerOrNull(value: unknown): unknown {
	return isBlank(value) ? null : integerFrom(value);
}

function numberOrNull(value: unknown): unknown {
	return isBlank(value) ? null : numberFrom(value);
}

/** A blank text in place of a number says that it is not known, as in place of a time. */
function keptNumber(value: unknown): unknown {
	return isBlank(value) ? null : kept(value);
}
