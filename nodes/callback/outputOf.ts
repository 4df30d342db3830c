import { eventWithType } from './eventOf';
import type { EventEntry } from './eventEntry';
import { EVENTS, OUTPUT_NAMES } from './generated/events';

/** Index of the output that an item belongs to when outputs are split by kind; the last for all
 * that the catalogue does not know. Takes whatever stands in an item and never fails. */
export function outputOf(item: { event?: unknown; eventType?: unknown }): number {
	const output = (entryOf(item.event) ?? eventWithType(item.eventType))?.output;
	const last = OUTPUT_NAMES.length - 1;
	return output === undefined || output > last ? last : output;
}

function entryOf(event: unknown): EventEntry | undefined {
	if (typeof event !== 'string' || !Object.hasOwn(EVENTS, event)) return undefined;
	return EVENTS[event as keyof typeof EVENTS];
}
