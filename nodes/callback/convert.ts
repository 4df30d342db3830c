import { camelCaseCopy, withoutSecrets } from '../json/copy';
import { parseExactly } from '../json/exactNumbers';
import {
	decodePercent,
	HIDDEN,
	hideQuerySecrets,
	hideSecrets,
	isSecretName,
} from '../json/secrets';
import {
	type Fields,
	isBlank,
	isContainer,
	isObject,
	type JsonObject,
	setOwn,
} from '../json/values';
import { INTERRUPTIONS, UNEXPLAINED } from './generated/interruptions';
import { isoTime } from './isoTime';
import type { Cause, Interruption, Problem } from './types';

/**
 * The conversions as the generated decoders call them: a value that cannot be converted is kept,
 * a missing one becomes null. Written out one by one so that the engine can inline each; those of
 * most fields look for the usual type first and leave all else to a call.
 */
/** Copies an object in a field, with its keys in camel case. */
type Copy = (source: JsonObject) => unknown;

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

/** A value that cannot be converted, as it came but for `sign` and push secrets; null if missing. */
function kept(value: unknown): unknown {
	if (value === undefined) return null;
	return typeof value === 'object' || typeof value === 'string' ? withoutSecrets(value) : value;
}

/** A string as it came but for push secrets, or a number as its digits; undefined where the value is neither. */
export function textFrom(value: unknown): string | undefined {
	if (typeof value === 'string') return hideSecrets(value);
	if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
	const isLong = Number.isInteger(value) && !Number.isSafeInteger(value);
	return isLong ? BigInt(value).toString() : String(value);
}

/** As `textFrom`, without white space around it. */
export function trimmedFrom(value: unknown): string | undefined {
	return textFrom(value)?.trim();
}

/**
 * An integer, or the exact digits of one beyond 2^53; undefined where the value is neither a whole
 * number nor its decimal digits.
 */
export function integerFrom(value: unknown): number | string | undefined {
	if (typeof value === 'number') return fromNumber(value);
	if (typeof value !== 'string' || !isDigits(value)) return undefined;
	const number = Number(value);
	return Number.isSafeInteger(number) ? number + 0 : value;
}

function fromNumber(value: number): number | string | undefined {
	// Adding nought makes minus nought plain.
	if (Number.isSafeInteger(value)) return value + 0;
	return Number.isInteger(value) ? BigInt(value).toString() : undefined;
}

/** Whether a text is one or more decimal digits, with a minus before them at most. */
function isDigits(text: string): boolean {
	const first = text.charCodeAt(0) === MINUS ? 1 : 0;
	if (text.length === first) return false;
	for (let at = first; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		if (code < ZERO || code > NINE) return false;
	}
	return true;
}

const MINUS = 45;
const ZERO = 48;
const NINE = 57;

/** A number, or undefined where the value is neither one nor a decimal string. */
export function numberFrom(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string' || !isDecimal(value)) return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number + 0 : undefined;
}

function isDecimal(text: string): boolean {
	const point = text.indexOf('.');
	if (point < 0) return isDigits(text);
	return isDigits(text.slice(0, point)) && isDigits(text.slice(point + 1));
}

/** 0 and 1 as false and true, also as digits; undefined for every other value. */
export function booleanFrom(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (value === 0 || value === '0') return false;
	if (value === 1 || value === '1') return true;
	return undefined;
}

const MICROSECONDS_OF_SECOND = 1_000_000;

/**
 * A UNIX time as ISO 8601 UTC, null for 0 and for a blank text (Tencent's "not known").
 * Undefined where the value is no number or no instant. `unitMs` is the length of the unit.
 */
export function timeFrom(
	value: unknown,
	unitMs: 1 | 1000,
	microseconds?: unknown,
): string | null | undefined {
	const time = numberFrom(value);
	if (time === undefined) return isBlank(value) ? null : undefined;
	if (time === 0) return null;
	return isoTime(time * unitMs + (microseconds === undefined ? 0 : millisecondsOf(microseconds)));
}

function millisecondsOf(microseconds: unknown): number {
	const number = numberFrom(microseconds) ?? 0;
	return number >= 0 && number < MICROSECONDS_OF_SECOND ? Math.floor(number / 1000) : 0;
}

/** A URL without white space around it and without the secrets of its query. */
function secretUrlFrom(value: unknown): string | undefined {
	const url = trimmedFrom(value);
	return url === undefined ? undefined : hideQuerySecrets(url);
}

/**
 * The query string of a push URL as an object. A name that comes twice keeps a list of its
 * values, and the values of secrets are hidden. Undefined where the value is no string, or too long
 * for a query.
 */
function streamParamsFrom(value: unknown): Fields | undefined {
	// A query is taken to pieces as it came, and hidden piece by piece.
	const query = typeof value === 'string' ? value : textFrom(value);
	if (query === undefined || query.length > LONGEST_PARSED) return undefined;
	const params: Fields = {};
	if (isBlank(query)) return params;
	for (let start = query.startsWith('?') ? 1 : 0; start < query.length; ) {
		let end = query.indexOf('&', start);
		if (end < 0) end = query.length;
		if (end > start) addParam(params, query.slice(start, end));
		start = end + 1;
	}
	return params;
}

function addParam(params: Fields, segment: string): void {
	const equals = segment.indexOf('=');
	const decoded = decodePercent(equals < 0 ? segment : segment.slice(0, equals));
	const value = equals < 0 ? '' : valueOf(decoded, segment.slice(equals + 1));
	const name = hideSecrets(decoded);
	const known = Object.hasOwn(params, name) ? params[name] : undefined;
	if (known === undefined) setOwn(params, name, value);
	else if (Array.isArray(known)) known.push(value);
	else setOwn(params, name, [known, value]);
}

function valueOf(name: string, encoded: string): string {
	// Where a whole URL was sent as the query, its first name has the address before it.
	if (isSecretName(name.slice(name.lastIndexOf('?') + 1))) return HIDDEN;
	return hideSecrets(decodePercent(encoded));
}

/** What `copy` makes of an object, with its keys in camel case; undefined for everything else. */
function objectFrom(
	value: unknown,
	copy: (source: JsonObject) => unknown = camelCaseCopy,
): unknown {
	return isObject(value) ? copy(value) : undefined;
}

/**
 * A list whose members are converted one by one; a bare value becomes a list of one.
 * A member that cannot be converted stays; undefined where a bare value cannot be.
 */
function listFrom(value: unknown, memberFrom: (member: unknown) => unknown): unknown[] | undefined {
	if (Array.isArray(value)) {
		return value.map((member: unknown) => {
			const converted = memberFrom(member);
			return converted === undefined ? kept(member) : converted;
		});
	}
	const only = memberFrom(value);
	return only === undefined ? undefined : [only];
}

/**
 * The value of a JSON text with its keys in camel case, null for a blank one. An object or a
 * list is taken as it is, and undefined stands for everything that is neither, nor JSON, and for a
 * text that is too long or holds JSON that is too deep.
 */
function jsonFrom(value: unknown): unknown {
	if (isContainer(value)) return camelCaseCopy(value);
	if (typeof value !== 'string' || value.length > LONGEST_PARSED) return undefined;
	if (isBlank(value)) return null;
	const parsed = parseExactly(value);
	if (isContainer(parsed)) return camelCaseCopy(parsed);
	// The page on recording states shows a text that was encoded twice.
	const inner = typeof parsed === 'string' ? parseExactly(parsed) : undefined;
	if (isContainer(inner)) return camelCaseCopy(inner);
	return typeof parsed === 'string' ? hideSecrets(parsed) : parsed;
}

/** Characters of a text that is taken to pieces; a longer one, which Tencent never sends, stays text. */
const LONGEST_PARSED = 64 * 1024;

/** What Tencent's `errcode` means; something general for every code that Tencent does not list. */
export function causeOf(errcode: unknown): Cause {
	return INTERRUPTIONS.get(integerFrom(errcode)) ?? UNEXPLAINED;
}

/** The explanation of a cause, a new one each time. */
export function interruptionOf(cause: Cause): Interruption {
	const { outcome, fault, reason, explanation, nextStep } = cause;
	return { outcome, fault, reason, explanation, nextStep };
}

const NOUGHT = 48;

/** Whether a number or an id has a value: neither nothing nor blank nor nought, Tencent's "not known". */
export function tells(value: unknown): boolean {
	if (typeof value !== 'string') return typeof value === 'number' && value !== 0;
	for (let at = 0; at < value.length; at += 1) if (value.charCodeAt(at) > NOUGHT) return true;
	return false;
}

/** The same for a UNIX time, which has to be one. */
export function tellsTime(value: unknown): boolean {
	return (numberFrom(value) ?? 0) > 0;
}

/** The same for a member of an object, or of any object of a list, and so on along the names. */
export function tellsWithin(value: unknown, [name, ...others]: readonly string[]): boolean {
	if (name === undefined) return tells(value);
	if (Array.isArray(value)) return value.some((member) => tellsWithin(member, [name, ...others]));
	return isObject(value) && tellsWithin(value[name], others);
}
