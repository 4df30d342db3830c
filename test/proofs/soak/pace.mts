import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { eventFor, post } from '../../bench/server/load.mts';

export interface Target {
	url: string;
	key: string;
}

export interface PaceOptions {
	/** Events a second for each target. */
	perSecond: number;
	seconds: number;
}

export interface Paced {
	/** Events that each target has accepted. */
	sent: number;
	/** Beats that passed without an event because a target had too many unanswered ones. */
	heldBack: number;
}

/** More than this many unanswered events mean that n8n can't follow: they would only wait in memory. */
const MOST_UNANSWERED = 30;

/**
 * Sends new events to all targets at the same time and at the same steady rate.
 *
 * @throws Error where one is not accepted
 */
export async function pace(
	targets: readonly Target[],
	{ perSecond, seconds }: PaceOptions,
): Promise<Paced> {
	// A connection each: n8n may close a kept one at the moment that it is used again.
	const agent = new Agent();
	const unanswered = targets.map(() => 0);
	const running = new Set<Promise<void>>();
	let failure: Error | undefined;
	const send = async ({ url, key }: Target, index: number) => {
		unanswered[index] += 1;
		try {
			const status = await post(url, { agent, body: JSON.stringify(eventFor(key)) });
			if (status !== 200) failure ??= new Error(`${url} answered ${status}`);
		} catch (error) {
			failure ??= error as Error;
		} finally {
			unanswered[index] -= 1;
		}
	};

	const paced = { sent: 0, heldBack: 0 };
	const beats = Math.round(perSecond * seconds);
	const start = performance.now();
	for (let beat = 0; beat < beats && failure === undefined; beat += 1) {
		const wait = start + (beat * 1_000) / perSecond - performance.now();
		if (wait > 0) await pause(wait);
		if (unanswered.some((count) => count >= MOST_UNANSWERED)) {
			paced.heldBack += 1;
			continue;
		}
		paced.sent += 1;
		for (const [index, target] of targets.entries()) {
			const work = send(target, index);
			running.add(work);
			void work.finally(() => running.delete(work));
		}
	}
	await Promise.all(running);
	if (failure) throw failure;
	return paced;
}
