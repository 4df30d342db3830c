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
