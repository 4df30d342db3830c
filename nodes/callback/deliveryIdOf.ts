import { DECODERS } from './generated/decoders';
import type { EventEntry } from './eventEntry';
import { eventTypeOf } from './eventOf';
import { isPresent, type Fields, type Payload } from './payload';
import { sha256 } from './sha256';
import { sortedJson } from './sortedJson';

const ID_LENGTH = 32;

/**
 * What is the same for every delivery of one event and for no other event: the first 32 hex digits
 * of SHA-256 over the event type and the fields that identify the event. Where none do, or one that
 * Tencent always sends is missing, over the whole payload without `t` and `sign`.
 */
export function deliveryIdOf(payload: Payload, entry: EventEntry | undefined): string {
	return sha256(identityOf(payload, entry) ?? wholeOf(payload)).slice(0, ID_LENGTH);
}

function identityOf(payload: Payload, entry: EventEntry | undefined): string | undefined {
	if (entry === undefined) return undefined;
	const { identify, identityAlways } = DECODERS[entry.key];
	if (identify === null) return undefined;
	const values = identify(payload);
	const list = [String(eventTypeOf(payload))];
	for (let at = 0; at < values.length; at += 1) {
		const value = values[at];
		if (identityAlways[at] && !isPresent(value)) return undefined;
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
