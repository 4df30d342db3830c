import { eventWithType } from './eventOf';
import { EVENTS, OUTPUT_NAMES, type EventKey } from './generated/events';

const LAST = OUTPUT_NAMES.length - 1;

/**
 * Index of the output that an item belongs to when outputs are split by kind; the last for all
 * that the catalogue does not know. Takes whatever stands in an item and never fails.
 */
export function outputOf({ event, eventType }: { event?: unknown; eventType?: unknown }): number {
	const named = typeof event === 'string' ? EVENTS[event as EventKey] : undefined;
	return Math.min(named?.output ?? eventWithType(eventType)?.output ?? LAST, LAST);
}
