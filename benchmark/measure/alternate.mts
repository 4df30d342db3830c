/** Something to be timed; `work` is called with a running number. */
export interface Candidate {
	name: string;
	work(index: number): unknown;
}

export interface AlternateOptions {
	rounds: number;
	/** About how long one candidate runs in one round, in milliseconds. */
	batchMs: number;
}

const WARM_UP_BATCHES = 3;

/** Keeps the engine from leaving out work whose result nobody looks at. */
const sink: unknown[] = [undefined];

/**
 * Times candidates side by side: every round runs each of them once, in an order that changes from
 * round to round. Gives the microseconds of one call, per candidate and round.
 */
export async function alternate(
	candidates: readonly Candidate[],
	{ rounds, batchMs }: AlternateOptions,
): Promise<Map<string, number[]>> {
	const counts = new Map<string, number>();
	for (const candidate of candidates) counts.set(candidate.name, await countFor(candidate, batchMs));
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

/** Microseconds of `count` calls. Waits only for what is a promise: a wait has a price of its own. */
async function timeOf({ work }: Candidate, count: number): Promise<number> {
	const start = performance.now();
	for (let index = 0; index < count; index += 1) {
		const result = work(index);
		sink[0] = result instanceof Promise ? await result : result;
	}
	return (performance.now() - start) * 1_000;
}
