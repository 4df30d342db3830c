import { isObject, type JsonObject, nestingOf, TOO_DEEP } from '../json/values';

/** A callback's payload, or a sentence on why the body is none. */
type ReadPayload = { ok: true; payload: JsonObject } | { ok: false; message: string };

/** The same, where a payload that holds more than any callback was not looked at to its end. */
type StrangersPayload = ReadPayload & { unseen?: boolean };

/** A callback of Tencent has some fifty. */
const MOST_VALUES = 10_000;
/** Characters or bytes: some five hundred times the largest callback in Tencent's documents. */
const LARGEST_BODY = 1024 * 1024;

const NOT_AN_OBJECT = 'The body is not a JSON object';
const EMPTY = 'The body is empty';
const TOO_LONG = `The body is text of more than ${LARGEST_BODY} bytes`;

/**
 * Finds the JSON object in what n8n made of a request. n8n parses by content type, so JSON sent as
 * plain text arrives as a string, as a form it arrives taken to pieces, and with any other
 * type only in `rawBody`. Never throws.
 */
export function readPayload(body: unknown, rawBody?: Buffer | string): ReadPayload {
	return payloadIn(body, textOf(body, rawBody), Infinity);
}

/**
 * The same for a request that anybody may have sent: little time goes into it, however large it is.
 * Where it is `unseen` and turns out to be authentic, `nestingOf` has to look at it.
 */
export function readStrangersPayload(body: unknown, rawBody?: Buffer | string): StrangersPayload {
	const size = (typeof body === 'string' || Buffer.isBuffer(body) ? body : rawBody)?.length ?? 0;
	if (size <= LARGEST_BODY) return payloadIn(body, textOf(body, rawBody), MOST_VALUES);
	// Even to list the fields of an object takes long where it has a million.
	const wasParsed = isObject(body) && !Buffer.isBuffer(body);
	return wasParsed && (rawBody === undefined || beginsAsObject(rawBody))
		? { ok: true, payload: body, unseen: true }
		: { ok: false, message: TOO_LONG };
}

function payloadIn(body: unknown, text: string | undefined, mostValues: number): StrangersPayload {
	const value = text === undefined ? body : parse(text);
	if (!isObject(value)) {
		return { ok: false, message: text?.trim() === '' ? EMPTY : NOT_AN_OBJECT };
	}
	const nesting = nestingOf(value, mostValues);
	if (nesting === 'tooDeep') return { ok: false, message: TOO_DEEP };
	return nesting === 'fine'
		? { ok: true, payload: value }
		: { ok: true, payload: value, unseen: true };
}

// The text to parse, or undefined where `body` is the parsed payload already.
function textOf(body: unknown, rawBody?: Buffer | string): string | undefined {
	if (typeof body === 'string') return body;
	if (Buffer.isBuffer(body)) return body.toString('utf8');
	if (rawBody === undefined) return undefined;
	if (!wasNotParsedAsJson(body) && beginsAsObject(rawBody)) return undefined;
	return rawBody.toString('utf8');
}

/** White space of JSON, byte order marks, and the zero bytes of UTF-16. */
const BEFORE_AN_OBJECT: ReadonlySet<number> = new Set([
	...[0x20, 0x09, 0x0a, 0x0d],
	...[0xef, 0xbb, 0xbf, 0xfe, 0xff, 0x00, 0xfeff],
]);

// n8n makes objects of forms and of XML, too.
function beginsAsObject(rawBody: Buffer | string): boolean {
	for (let index = 0; index < rawBody.length; index += 1) {
		const code = typeof rawBody === 'string' ? rawBody.charCodeAt(index) : rawBody[index];
		if (!BEFORE_AN_OBJECT.has(code)) return code === 0x7b;
	}
	return false;
}

// No keys: a content type that n8n does not parse. A first key with a brace: JSON read as a form.
function wasNotParsedAsJson(body: unknown): boolean {
	if (body === undefined || body === null) return true;
	if (!isObject(body)) return false;
	for (const key in body) return key.trimStart().startsWith('{');
	return true;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
	} catch {
		return undefined;
	}
}

/**
 * Two thousand times what a callback of Tencent holds, and some 100 ms of work. `sign` does not cover
 * the body, so that whoever sees one callback can send any other until it expires.
 */
const MOST_SIGNED_VALUES = 100_000;

const TOO_MUCH = 'The body holds more than any callback';

/**
 * Why a payload that was not looked at to its end is refused; undefined where it is taken. Tencent
 * signs what it sends, so that nothing unsigned of that size is a callback.
 */
export function excessOf(payload: object, { isSigned }: { isSigned: boolean }): string | undefined {
	if (!isSigned) return TOO_MUCH;
	const nesting = nestingOf(payload, MOST_SIGNED_VALUES);
	if (nesting === 'fine') return undefined;
	return nesting === 'tooDeep' ? TOO_DEEP : TOO_MUCH;
}

/** The bodies of the webhook's answers; each goes out with its `code` as status, 0 with 200. */
export const ANSWERS = {
	/** Tencent looks at the status only and suggests this body (Tencent doc 38080). */
	accepted: { code: 0 },
	/** To a signed probe: an event that is signed in the same way would be taken. */
	keyFits: { code: 0, message: 'The key fits' },
	/** One text for every reason: a caller without the key learns nothing. */
	unauthorized: { code: 401, message: 'Unauthorized' },
	/** A workflow that shares the event lacks it, so that Tencent is to send it again. */
	notShared: { code: 503, message: 'A workflow that shares the event could not take it' },
	/** @param message What is wrong with the body's form. */
	badRequest: (message: string) => ({ code: 400, message }),
} as const;

/**
 * The body of a probe: with it the package asks an address for the trigger's answer, which starts
 * nothing. As it is, the answer is `ANSWERS.unauthorized`; together with `t` and `sign`, as a
 * callback has them, it is `ANSWERS.keyFits` where the trigger takes events signed with that key.
 */
export const PROBE = { purpose: 'Asks whether this address leads to the trigger' } as const;

const PROBE_FIELDS: readonly string[] = ['purpose', 't', 'sign'];

/** Whether a payload is a probe and nothing else, signed or not. */
export function isProbe(payload: Record<string, unknown>): boolean {
	if (payload.purpose !== PROBE.purpose) return false;
	for (const field in payload) if (!PROBE_FIELDS.includes(field)) return false;
	return true;
}
