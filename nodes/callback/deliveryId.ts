import { hash } from 'crypto';

import { type Fields, isPresent, type JsonObject, sortedJson } from '../json/values';
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

/** SHA-256 of a text as lower-case hex digits. */
const sha256 = (text: string): string => hash('sha256', text);
