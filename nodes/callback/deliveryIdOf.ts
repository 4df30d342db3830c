import type { Decoder } from './decoder';
import { DECODERS } from './generated/decoders';
import type { EventEntry } from './eventEntry';
import { eventOf, eventTypeOf } from './eventOf';
import { isPresent, type Fields, type Payload } from './payload';
import { sha256 } from './sha256';
import { sortedJson } from './sortedJson';

const ID_LENGTH = 32;

/**
 * What is the same for every delivery of one event: the first 32 hex digits of SHA-256 over the
 * event type and the fields that identify the event. Where these don't tell it from another
 * happening, or one that Tencent always sends is missing, over the whole payload without `t` and
 * `sign`; unless `isProven`, two happenings may have the same.
 */
export function deliveryIdOf(payload: Payload, entry: EventEntry | undefined): string {
	return sha256(identityOf(payload, entry) ?? wholeOf(payload)).slice(0, ID_LENGTH);
}

/** Whether the payload tells a repetition of this delivery from another happening of the event. */
export function isProven(payload: Payload): boolean {
	return decoderOf(eventOf(payload)).proof(payload) !== null;
}

function decoderOf(entry: EventEntry | undefined): Decoder {
	return DECODERS[entry?.key ?? 'unknown'];
}

function identityOf(payload: Payload, entry: EventEntry | undefined): string | undefined {
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

function wholeOf(payload: Payload): string {
	const rest: Fields = { ...payload };
	delete rest.t;
	delete rest.sign;
	return sortedJson(rest);
}
