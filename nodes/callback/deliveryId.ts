import { createHash, hash } from 'crypto';

import { type Fields, isPresent, type JsonObject } from '../json/values';
import { eventOf, eventTypeOf } from './events';
import { DECODERS } from './generated/decoders';
import type { EventEntry } from './generated/events';
import type { Decoder } from './types';

const ID_LENGTH = 32;

/**
 * What is the same for every delivery of one event: the first 32 hex digits of SHA-256 over the
 * event type and the fields that identify the event. Where these don't tell it from another
 * happening, or one that Tencent always sends is missing, over the whole payload without `t` and
 * `sign`; unless `isProven`, two happenings may have the same.
 */
export function deliveryIdOf(payload: JsonObject, entry: EventEntry | undefined): string {
	return sha256(identityOf(payload, entry) ?? wholeOf(payload)).slice(0, ID_LENGTH);
}

/** Whether the payload tells a repetition of this delivery from another happening of the event. */
export function isProven(payload: JsonObject): boolean {
	return decoderOf(eventOf(payload)).proof(payload) !== null;
}

function decoderOf(entry: EventEntry | undefined): Decoder {
	return DECODERS[entry?.key ?? 'unknown'];
}

function identityOf(payload: JsonObject, entry: EventEntry | undefined): string | undefined {
	const { identify, identityAlways, proof } = decoderOf(entry);
	if (identify === null || proof(payload) !== 'identity') return undefined;
	const values = identify(payload);
	const list = [String(eventTypeOf(payload))];
	for (let at = 0; at < values.length; at += 1) {
		const value = values[at];
		if (identityAlways[at] && (!isPresent(value) || value === '')) return undefined;
		list.push(asText(value));
	}
	return JSON.stringify(list);
}

function asText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (!isPresent(value)) return '';
	return typeof value === 'object' ? sortedJson(value) : String(value);
}

function wholeOf(payload: JsonObject): string {
	const rest: Fields = { ...payload };
	delete rest.t;
	delete rest.sign;
	return sortedJson(rest);
}

type Frame = { source: object; keys: string[] | undefined; length: number; next: number };

/**
 * JSON with the keys of every object sorted, so that equal values give equal text.
 * Keeps its own stack: no depth of nesting can overflow the engine's.
 */
export function sortedJson(root: unknown): string {
	const frames: Frame[] = [];
	let text = '';

	const write = (value: unknown) => {
		if (typeof value !== 'object' || value === null) {
			// A number is the same text by itself, in a fifth of the time.
			text += typeof value === 'number' ? value : (JSON.stringify(value) ?? 'null');
			return;
		}
		const keys = Array.isArray(value) ? undefined : Object.keys(value).sort();
		const length = keys ? keys.length : (value as unknown[]).length;
		text += keys ? '{' : '[';
		frames.push({ source: value, keys, length, next: 0 });
	};

	write(root);
	while (frames.length > 0) {
		const frame = frames[frames.length - 1];
		if (frame.next === frame.length) {
			text += frame.keys ? '}' : ']';
			frames.pop();
			continue;
		}
		if (frame.next > 0) text += ',';
		const key = frame.keys ? frame.keys[frame.next] : frame.next;
		if (frame.keys) text += `${JSON.stringify(key)}:`;
		frame.next += 1;
		write((frame.source as Record<string | number, unknown>)[key]);
	}
	return text;
}

/** SHA-256 of a text as lower-case hex digits; in one call where Node has it (20.12). */
const sha256: (text: string) => string =
	typeof hash === 'function'
		? (text) => hash('sha256', text)
		: (text) => createHash('sha256').update(text).digest('hex');
