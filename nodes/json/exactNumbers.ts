import { DEEPEST_LEVEL, isContainer, isObject, isTooDeep, type JsonObject } from './values';

const QUOTE = 34;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const BACKSLASH = 92;

/** No integer with fewer digits is beyond 2^53. */
const SHORTEST_UNSAFE = 16;

/** Whether a JSON value that is not too deep is or holds an integer that has lost digits. */
export function holdsUnsafeInteger(value: unknown): boolean {
	return findingIn(value, 1) === 'inexact';
}

/** What is found first: an integer that has lost digits, or a level that is too deep. */
function findingIn(value: unknown, level: number): 'inexact' | 'tooDeep' | undefined {
	if (!isContainer(value)) return hasLostDigits(value) ? 'inexact' : undefined;
	if (level > DEEPEST_LEVEL) return 'tooDeep';
	// Two loops, since `for ... in` is slow on lists.
	if (Array.isArray(value)) {
		for (const member of value) {
			const finding = findingIn(member, level + 1);
			if (finding !== undefined) return finding;
		}
		return undefined;
	}
	for (const name in value) {
		const finding = findingIn((value as Record<string, unknown>)[name], level + 1);
		if (finding !== undefined) return finding;
	}
	return undefined;
}

/** Whether a number was longer than JavaScript's numbers are: what is left of it is another one. */
export function hasLostDigits(value: unknown): boolean {
	return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
}

/**
 * Parses a JSON text; integers beyond 2^53 become strings of their exact digits. Undefined where
 * the text is no JSON, or nested too deep.
 */
export function parseExactly(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		const finding = findingIn(value, 1);
		if (finding === undefined) return value;
		// What was found first may have hidden the depth of the rest.
		const isRefused = finding === 'tooDeep' || isTooDeep(value as object);
		return isRefused ? undefined : (JSON.parse(quoteLongIntegers(text)) as unknown);
	} catch {
		return undefined;
	}
}

/** Puts quotes around the integers of a JSON text that a number would not hold exactly. */
export function quoteLongIntegers(json: string): string {
	let result = '';
	let copied = 0;
	let at = 0;
	while (at < json.length) {
		const code = json.charCodeAt(at);
		if (code === QUOTE) {
			at = endOfString(json, at);
		} else if (code === MINUS || isDigit(code)) {
			const end = endOfNumber(json, at);
			const token = json.slice(at, end);
			if (isUnsafeInteger(token)) {
				result += `${json.slice(copied, at)}"${token}"`;
				copied = end;
			}
			at = end;
		} else {
			at += 1;
		}
	}
	return result + json.slice(copied);
}

function isUnsafeInteger(token: string): boolean {
	if (token.length < SHORTEST_UNSAFE || Number.isSafeInteger(Number(token))) return false;
	for (let at = 1; at < token.length; at += 1) if (!isDigit(token.charCodeAt(at))) return false;
	return true;
}

function endOfString(json: string, start: number): number {
	let at = start + 1;
	while (at < json.length && json.charCodeAt(at) !== QUOTE) {
		at += json.charCodeAt(at) === BACKSLASH ? 2 : 1;
	}
	return at + 1;
}

function endOfNumber(json: string, start: number): number {
	let at = start + 1;
	while (at < json.length && isNumberPart(json.charCodeAt(at))) at += 1;
	return at;
}

/** Digits, a point, an exponent and its sign. */
function isNumberPart(code: number): boolean {
	return isDigit(code) || code === POINT || code === MINUS || code === 43 || (code | 32) === 101;
}

function isDigit(code: number): boolean {
	return code >= ZERO && code <= NINE;
}

/**
 * The payload with integers beyond 2^53 as strings of their exact digits, taken from the raw body.
 * The payload itself where it holds none, or where the raw body is not the JSON it came from.
 */
export function exactPayload(
	payload: JsonObject,
	rawBody: string | Buffer | undefined,
): JsonObject {
	if (rawBody === undefined || !holdsUnsafeInteger(payload)) return payload;
	const exact = parseExactly(rawBody.toString().replace(BYTE_ORDER_MARK, ''));
	return isObject(exact) ? exact : payload;
}

const BYTE_ORDER_MARK = /^\ufeff/;

const MARK = '\u0000integer:';
const MARKED_INTEGER = /"\\u0000integer:(-?\d+)"/g;

/**
 * The JSON text of a request. A bigint is written as an integer of all its digits, as Tencent wants
 * its 64-bit ids.
 */
export function writeBody(body: object): string {
	const text = JSON.stringify(body, markInteger);
	return text.includes('\\u0000integer:') ? text.replace(MARKED_INTEGER, '$1') : text;
}

// Looks at the value in its place: n8n-workflow gives bigints a toJSON, which has made a string of
// `value` already.
function markInteger(this: Record<string, unknown>, name: string, value: unknown): unknown {
	const original = this[name];
	return typeof original === 'bigint' ? `${MARK}${original}` : value;
}

/** An id as it goes into a request: digits that a number would not hold exactly become a bigint. */
export function integerId(id: number | string): number | bigint {
	const value = Number(id);
	return Number.isSafeInteger(value) ? value : BigInt(id);
}
