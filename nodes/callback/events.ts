import { isPresent, type JsonObject } from '../json/values';
import { integerFrom, trimmedFrom } from './convert';
import { DECODERS } from './generated/decoders';
import {
	EVENT_KEYS,
	type EventEntry,
	type EventKey,
	EVENTS,
	OUTPUT_NAMES,
} from './generated/events';

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
	return trimmedFrom(DECODERS[eventOf(payload)?.key ?? 'unknown'].streamName(payload));
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
