import type { Attempt } from './post.mts';

/** One event on its way to one address, and what became of it so far. */
export interface Delivery {
	/** Event key, null for a payload that was handed in. */
	event: string | null;
	url: string;
	/** As sent last, `sign` and `t` included. */
	payload: Record<string, unknown>;
	/** Of the latest attempt: HTTP status (null: no answer), answer's body, duration, system error. */
	status: number | null;
	body: string;
	durationMs: number;
	error?: string;
	/** Every try so far, oldest first. */
	attempts: Attempt[];
	/** `retrying` until the last documented try; only HTTP 200 counts as delivered. */
	outcome: 'sending' | 'retrying' | 'delivered' | 'failed';
}
