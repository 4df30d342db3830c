import type { EventKey, SlotName } from './generated/events';

/** What the catalogue says about a kind of event. */
export interface EventEntry {
	key: EventKey;
	/** Tencent's numbers for it. */
	eventTypes: readonly number[];
	/** Another event's number under which it may come, known by a field that the other has not. */
	alsoSentAs?: { readonly eventType: number; readonly having: string };
	/** Name of the event where a person chooses it. */
	label: string;
	/** When Tencent sends it. */
	description: string;
	/** Field of the callback template that takes the URL, null where the template has none. */
	slot: SlotName | null;
	/** Index of its output in `OUTPUT_NAMES`. */
	output: number;
	/** Only the China site sends it. */
	chinaOnly: boolean;
	/** Only the China site's API knows the slot: on the other, a person enters the URL in the console. */
	slotChinaOnly: boolean;
	/** The console's callback template has a field for its URL, which no API knows. */
	inConsoleTemplate: boolean;
	/** False where Tencent never sends `sign` and `t`. */
	signed: boolean;
	/** Where a person enters the URL, for an event without a slot. */
	urlEnteredAt: string | null;
	/** How often Tencent tries again, null where no document says. */
	retries: number | null;
	/** Seconds between two tries, null where no document says. */
	intervalSeconds: number | null;
}
