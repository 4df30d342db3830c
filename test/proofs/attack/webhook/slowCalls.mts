import { createHistogram } from 'node:perf_hooks';
import type { Took } from './deliver.mts';

const REPEATS = 5;

/**
 * Collects how long calls of `webhook()` held the event loop. A call that took too long is repeated,
 * and the quickest time counts, by the clock or the processor: on a busy machine, and where garbage is
 * collected, some take long by chance.
 */
export class SlowCalls {
	/** Microseconds by the clock, chance included. */
	readonly histogram = createHistogram();
	/** The longest of the calls, after the repetitions. */
	longest = { kind: '', ms: 0 };
	repeated = 0;
	#limitMs: number;

	/** @param limitMs No call may take longer. */
	constructor(limitMs: number) {
		this.#limitMs = limitMs;
	}

	/** @throws Error where a call holds the event loop for longer than the limit each time */
	async add(kind: string, took: Took, again: () => Promise<Took>): Promise<void> {
		this.histogram.record(Math.max(1, Math.round(took.wallMs * 1000)));
		let ms = leastOf(took);
		if (ms > this.#limitMs) {
			this.repeated += 1;
			for (let turn = 0; turn < REPEATS; turn += 1) ms = Math.min(ms, leastOf(await again()));
			if (ms > this.#limitMs) throw new Error(`webhook() held the event loop for ${ms} ms`);
		}
		if (ms > this.longest.ms) this.longest = { kind, ms };
	}
}

// The processor's time is 0 for most calls, since it is not counted so finely.
const leastOf = ({ wallMs, cpuMs }: Took) => (cpuMs > 0 ? Math.min(wallMs, cpuMs) : wallMs);
