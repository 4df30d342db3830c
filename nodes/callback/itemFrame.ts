import type { Problem } from './problem';

/** The query string of a push URL; the values of secrets are hidden. */
export type StreamParams = Record<string, string | string[]>;

/** What every item holds, whatever the event. */
export interface ItemFrame {
	/** Tencent's number of the event, null where the payload has none. */
	eventType: number | null;
	/**
	 * The same for every delivery of one event: 32 lower-case hex digits. Another happening has another
	 * one, unless the payload holds nothing that differs between the two.
	 */
	deliveryId: string;
	/** When it happened by Tencent's clock, ISO 8601 UTC; null where the payload does not say. */
	occurredAt: string | null;
	/** When the callback came in, ISO 8601 UTC. */
	receivedAt: string;
	/** Fields that the catalogue does not know, untouched. */
	extra?: Record<string, unknown>;
	validation: {
		/** Whether there is no problem. */
		ok: boolean;
		problems: Problem[];
		unknownFields: string[];
		/** The instant of `t`, ISO 8601 UTC; null where the callback is not signed. */
		signatureExpiresAt: string | null;
	};
	/** The payload as received, without `sign`; only where it was asked for. */
	raw?: Record<string, unknown>;
}
