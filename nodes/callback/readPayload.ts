import { excessOf, sizeExcessOf } from './excessOf';

/** A callback's payload, or a sentence on why the body is none. */
export type Payload =
	| { ok: true; payload: Record<string, unknown> }
	| { ok: false; message: string };

const NOT_AN_OBJECT = 'The body is not a JSON object';
const EMPTY = 'The body is empty';

/**
 * Finds the JSON object in what n8n made of a request. n8n parses by content type, so JSON sent as
 * plain text arrives as a string, as a form it arrives taken to pieces, and with any other
 * type only in `rawBody`. Never throws.
 */
export function readPayload(body: unknown, rawBody?: Buffer | string): Payload {
	const tooLarge = rawBody === undefined ? undefined : sizeExcessOf(rawBody);
	if (tooLarge !== undefined) return { ok: false, message: tooLarge };
	const text = textOf(body, rawBody);
	const value = text === undefined ? body : parse(text);
	if (!isObject(value)) {
		return { ok: false, message: text?.trim() === '' ? EMPTY : NOT_AN_OBJECT };
	}
	const excess = excessOf(value);
	return excess === undefined ? { ok: true, payload: value } : { ok: false, message: excess };
}

// The text to parse, or undefined where `body` is the parsed payload already.
function textOf(body: unknown, rawBody?: Buffer | string): string | undefined {
	if (typeof body === 'string') return body;
	if (Buffer.isBuffer(body)) return body.toString('utf8');
	if (rawBody === undefined || !wasNotParsedAsJson(body)) return undefined;
	return rawBody.toString('utf8');
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

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
