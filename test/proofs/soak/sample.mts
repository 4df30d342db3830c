import { setTimeout as pause } from 'node:timers/promises';
import type { Pair, Runner } from './openPair.mts';

/** The memory of one n8n at a moment, in MB, after garbage was collected. */
export interface Memory {
	/** Resident, without pages of files. */
	rss: number;
	/** Heap and buffers in use. */
	used: number;
}

export interface Sample {
	/** Minutes since the load began. */
	minute: number;
	ours: Memory;
	nothing: Memory;
	/** Entries in our ledger. */
	ledger: number;
}

/** Samples both n8n at the same time until `stop` is aborted, and once more then. */
export async function sampleUntil(
	stop: AbortSignal,
	{ pair, everySeconds }: { pair: Pair; everySeconds: number },
): Promise<Sample[]> {
	const samples: Sample[] = [];
	const start = performance.now();
	for (;;) {
		const minute = (performance.now() - start) / 60_000;
		const [ours, nothing] = await Promise.all([ask(pair.ours), ask(pair.nothing)]);
		samples.push({ minute, ours: memoryIn(ours), nothing: memoryIn(nothing), ledger: ours.ledger });
		if (stop.aborted) return samples;
		await pause(everySeconds * 1_000, undefined, { signal: stop }).catch(() => {});
	}
}

interface Answer {
	rss: number;
	heapUsed: number;
	external: number;
	ledger: number;
}

async function ask({ probeUrl }: Runner): Promise<Answer> {
	return (await (await fetch(probeUrl)).json()) as Answer;
}

const memoryIn = ({ rss, heapUsed, external }: Answer): Memory => ({
	rss: rss / 1e6,
	used: (heapUsed + external) / 1e6,
});
