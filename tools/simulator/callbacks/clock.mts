import { setTimeout as pause } from 'node:timers/promises';

/** Time as the sender lives it: pauses pass `speed` times faster than real ones. */
export interface Clock {
	/** ms, real */
	now(): number;
	/** Waits so many seconds of the sender's time; false where the clock was stopped meanwhile. */
	wait(seconds: number): Promise<boolean>;
	/** Ends every pause at once and all later ones. */
	stop(): void;
}

export function createClock(speed = 1): Clock {
	const stopped = new AbortController();
	return {
		now: Date.now,
		async wait(seconds) {
			try {
				await pause((seconds * 1000) / speed, undefined, {
					signal: stopped.signal,
				});
				return true;
			} catch {
				return false;
			}
		},
		stop: () => stopped.abort(),
	};
}
