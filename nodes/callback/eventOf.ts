import { integerFrom } from './convert/integer';
import type { EventEntry } from './eventEntry';
import { EVENTS, EVENT_KEYS } from './generated/events';
import { isPresent, type Payload } from './payload';

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
export function eventOf(payload: Payload): EventEntry | undefined {
	const entry = BY_TYPE.get(integerFrom(payload.event_type));
	const alternative = entry && IN_PLACE_OF.get(entry);
	const sign = alternative?.alsoSentAs?.having;
	return sign !== undefined && isPresent(payload[sign]) ? alternative : entry;
}

/** `event_type` as a number, null where it is no whole number. */
export function eventTypeOf(payload: Payload): number | null {
	const eventType = integerFrom(payload.event_type);
	return eventType === undefined ? null : Number(eventType);
}

/** The kind of event with this number, undefined where the catalogue lacks it. */
export function eventWithType(eventType: unknown): EventEntry | undefined {
	return BY_TYPE.get(eventType);
}
