import { setTimeout as pause } from 'node:timers/promises';

export interface WaitOptions {
	/** What is waited for, as it reads after "Waited 120 s for ". */
	what: string;
	/** Milliseconds; 120 000 by default, since the machine may have much else to do. */
	timeoutMs?: number;
	/** Milliseconds between two looks; 100 by default. */
	everyMs?: number;
	/** What the last look saw, for the message. */
	seen?: () => unknown;
}

/**
 * Looks until `look` gives something other than undefined or false, and gives that.
 *
 * @throws Error naming what never came
 */
export async function waitUntil<T>(
	look: () => T | Promise<T>,
	{ what, timeoutMs = 120_000, everyMs = 100, seen }: WaitOptions,
): Promise<NonNullable<Exclude<T, false>>> {
	const end = Date.now() + timeoutMs;
	for (;;) {
		const found = await look();
		if (found !== undefined && found !== null && found !== false) {
			return found as NonNullable<Exclude<T, false>>;
		}
		if (Date.now() > end) {
			const last = seen ? ` Last seen: ${JSON.stringify(seen())}` : '';
			throw new Error(`Waited ${timeoutMs / 1000} s for ${what}.${last}`);
		}
		await pause(everyMs);
	}
}
