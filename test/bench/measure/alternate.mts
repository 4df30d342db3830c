import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Something to be timed. */
export interface Candidate {
	name: string;
	/** Called with a running number. */
	work(index: number): unknown;
	/** Whether `work` gives a promise. Where it does not, nothing is awaited: that has a price of its own. */
	waits?: boolean;
}

export interface AlternateOptions {
	rounds: number;
	/** About how long one candidate runs in one round, in milliseconds. */
	batchMs: number;
}

const WARM_UP_BATCHES = 3;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as (options: { type: 'minor' }) => void;

/** Keeps the engine from leaving out work whose result nobody looks at. */
export let sink: unknown;

/**
 * Times candidates side by side: every round runs each of them once, in an order that changes from
 * round to round. Gives the microseconds of one call, per candidate and round.
 */
export async function alternate(
	candidates: readonly Candidate[],
	{ rounds, batchMs }: AlternateOptions,
): Promise<Map<string, number[]>> {
	const counts = new Map<string, number>();
	for (const candidate of candidates)
		counts.set(candidate.name, await countFor(candidate, batchMs));
	const samples = new Map(candidates.map(({ name }) => [name, [] as number[]]));
	for (let round = 0; round < rounds; round += 1) {
		for (let turn = 0; turn < candidates.length; turn += 1) {
			const candidate = candidates[(round + turn) % candidates.length];
			const count = counts.get(candidate.name)!;
			samples.get(candidate.name)!.push((await timeOf(candidate, count)) / count);
		}
	}
	return samples;
}

/** Warms a candidate up and finds how many calls fill a batch. */
async function countFor(candidate: Candidate, batchMs: number): Promise<number> {
	let count = 1;
	while ((await timeOf(candidate, count)) < 1_000) count *= 2;
	for (let batch = 0; batch < WARM_UP_BATCHES; batch += 1) {
		const microseconds = await timeOf(candidate, count);
		count = Math.max(1, Math.round((count * batchMs * 1_000) / microseconds));
	}
	return count;
}

/** Microseconds of `count` calls. */
async function timeOf({ work, waits }: Candidate, count: number): Promise<number> {
	// Nobody pays for what another candidate left behind.
	collectGarbage({ type: 'minor' });
	const start = performance.now();
	if (waits) for (let index = 0; index < count; index += 1) sink = await work(index);
	else for (let index = 0; index < count; index += 1) sink = work(index);
	return (performance.now() - start) * 1_000;
}
