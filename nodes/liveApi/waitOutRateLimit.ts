import { sleep } from 'n8n-workflow';

import type { CallResult, Refusal } from './refusal';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8000;

/** HTTP's own way to say the same; it comes from a gateway, which has not passed the call on. */
const TOO_MANY_REQUESTS = '429';

/**
 * Whether the call was turned away because there were too many: RequestLimitExceeded, its sub-codes
 * and LimitExceeded.RateLimitExceeded (the category `throttle` of the catalogue). Such a call was
 * not carried out, so one that changes something may be repeated as well.
 */
export function isRateLimit({ category, code }: Refusal): boolean {
	return category === 'throttle' || (category === 'http' && code === TOO_MANY_REQUESTS);
}

/**
 * Repeats a call for as long as it is turned away for the rate, with pauses that double and differ
 * by chance, so that calls which were turned away together do not come back together. Gives up, with
 * the refusal, before the pauses would add up to more than `maxWaitMs`.
 */
export async function waitOutRateLimit<Response>(
	call: () => Promise<CallResult<Response>>,
	{ maxWaitMs, stopped }: { maxWaitMs: number; stopped: () => boolean },
): Promise<CallResult<Response>> {
	let waitedMs = 0;
	for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
		const result = await call();
		if (result.ok || !isRateLimit(result.refusal)) return result;
		const ms = Math.max(pauseMs * (0.5 + Math.random() / 2), result.refusal.retryAfterMs ?? 0);
		if (waitedMs + ms > maxWaitMs || stopped()) return result;
		await sleep(ms);
		waitedMs += ms;
	}
}
