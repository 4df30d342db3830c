import { hash } from 'crypto';

import { type Fields, isPresent, type JsonObject, sortedJson } from '../json/values';
import { integerFrom, trimmedFrom } from './convert';
import { DECODERS } from './generated/decoders';
import {
	EVENT_KEYS,
	type EventEntry,
	type EventKey,
	EVENTS,
	OUTPUT_NAMES,
} from './generated/events';
import type { Decoder } from './types';

const BY_TYPE = new Map<unknown, EventEntry>();
/** Events that may come under the number of another, by that event. */
const IN_PLACE_OF = new Map<EventEntry, EventEntry>();
for (const key of EVENT_KEYS) {
	for (const eventType of EVENTS[key].eventTypes) BY_TYPE.set(eventType, EVENTS[key]);
}
for (const key of EVENT_KEYS) {
	const other = BY_TYPE.get(EVENTS[key].alsoSentAs?.eventType);
	if (other !== undefined) IN_PLACE_OF.set(other, EVENTS[key]);
}

/** The kind of event that `event_type` names, undefined where the catalogue lacks it. */
export function eventOf(payload: JsonObject): EventEntry | undefined {
	const entry = BY_TYPE.get(integerFrom(payload.event_type));
	const alternative = entry && IN_PLACE_OF.get(entry);
	const sign = alternative?.alsoSentAs?.having;
	return sign !== undefined && isPresent(payload[sign]) ? alternative : entry;
}

/** `event_type` as a number, null where it is no whole number. */
export function eventTypeOf(payload: JsonObject): number | null {
	const eventType = integerFrom(payload.event_type);
	return eventType === undefined ? null : Number(eventType);
}

/** The kind of event with this number, undefined where the catalogue lacks it. */
function eventWithType(eventType: unknown): EventEntry | undefined {
	return BY_TYPE.get(eventType);
}

/** The name of the stream that a callback is about, under whatever name its event has it. */
export function streamNameOf(payload: JsonObject): string | undefined {
	return trimmedFrom(decoderOf(eventOf(payload)).streamName(payload));
}

function decoderOf(entry: EventEntry | undefined): Decoder {
	return DECODERS[entry?.key ?? 'unknown'];
}

const LAST = OUTPUT_NAMES.length - 1;

/**
 * Index of the output that an item belongs to when outputs are split by kind; the last for all
 * that the catalogue does not know. Takes whatever stands in an item and never fails.
 */
export function outputOf({ event, eventType }: { event?: unknown; eventType?: unknown }): number {
	const named = typeof event === 'string' ? EVENTS[event as EventKey] : undefined;
	return Math.min(named?.output ?? eventWithType(eventType)?.output ?? LAST, LAST);
}

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
