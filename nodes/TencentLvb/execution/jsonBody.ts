import { holdsUnsafeInteger, quoteLongIntegers } from '../../json/exactNumbers';

/** The body of a call, or what is wrong with it and what to do. */
type Body =
	| { ok: true; body: Record<string, unknown> }
	| { ok: false; finding: string; nextStep: string };

/** The most that Tencent Cloud takes in one request, in bytes. */
const MOST_BYTES = 10_485_760;

/** Deeper than any action's parameters; keeps the walks below from exhausting the call stack. */
const DEEPEST_LEVEL = 100;

const EXAMPLE = 'Enter a JSON object such as {"DomainName": "push.example.com"}';

/**
 * Reads what a person or an expression gave as body. Integers beyond 2^53 of a text become bigints,
 * so that they can be sent with all their digits. Never throws.
 */
export function readBody(given: unknown): Body {
	if (given === undefined || given === null || given === '') return { ok: true, body: {} };
	const text = typeof given === 'string' ? given : JSON.stringify(given);
	if (Buffer.byteLength(text) > MOST_BYTES) {
		const nextStep = 'Send less at once; Tencent Cloud takes at most 10 MB in one request';
		return { ok: false, finding: 'is larger than 10 MB', nextStep };
	}
	const parsed = typeof given === 'string' ? parse(text) : { value: given as unknown };
	if ('finding' in parsed) return { ok: false, finding: parsed.finding, nextStep: EXAMPLE };
	const { value } = parsed;
	if (!isObject(value)) {
		return {
			ok: false,
			finding: `is ${kindOf(value)} instead of a JSON object`,
			nextStep: EXAMPLE,
		};
	}
	if (isTooDeep(value)) {
		const nextStep = 'Check the JSON: no action of Tencent Cloud takes such a body';
		return { ok: false, finding: `is nested deeper than ${DEEPEST_LEVEL} levels`, nextStep };
	}
	if (typeof given !== 'string' && holdsUnsafeInteger(value)) {
		const nextStep =
			'Give the body as a text rather than as an object, so that all digits of its numbers arrive';
		return { ok: false, finding: 'holds a number that is too long to be exact', nextStep };
	}
	const exact = typeof given === 'string' ? quoteLongIntegers(text) : text;
	return {
		ok: true,
		body: exact === text ? value : (restored(value, JSON.parse(exact)) as typeof value),
	};
}

// Where one reading of the text has a number and the other a text, the text holds all its digits.
function restored(value: unknown, exact: unknown): unknown {
	if (typeof value === 'number') return typeof exact === 'string' ? BigInt(exact) : value;
	if (Array.isArray(value)) {
		return value.map((entry, index) => restored(entry, (exact as unknown[])[index]));
	}
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [
			name,
			restored(entry, (exact as typeof value)[name]),
		]),
	);
}

// Not V8's own words, which quote the text and with it what may be secret.
function parse(text: string): { value: unknown } | { finding: string } {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch (error) {
		const [, position] = /at position (\d+)/.exec(String(error)) ?? [];
		const place = position === undefined ? '' : ` (at character ${Number(position) + 1})`;
		return { finding: `is not valid JSON${place}` };
	}
}

function kindOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'a list' : `a ${typeof value === 'string' ? 'text' : typeof value}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTooDeep(root: object): boolean {
	let level: object[] = [root];
	for (let depth = 1; level.length > 0; depth++) {
		if (depth > DEEPEST_LEVEL) return true;
		level = level.flatMap((part) =>
			Object.values(part).filter(
				(value): value is object => typeof value === 'object' && value !== null,
			),
		);
	}
	return false;
}
