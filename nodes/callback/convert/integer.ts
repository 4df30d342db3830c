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
export function isDigits(text: string): boolean {
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
