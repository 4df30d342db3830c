import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** A size of the heap after collecting garbage. */
export interface Sample {
	requests: number;
	bytes: number;
}

/** The heap in use now, with all garbage gone. */
export function heapAfter(requests: number): Sample {
	collectGarbage();
	collectGarbage();
	return { requests, bytes: process.memoryUsage().heapUsed };
}

/**
 * Bytes by which the heap grows per request: the slope of the straight line through the later
 * samples, when caches have filled. 0 for fewer than two of them.
 */
export function slopeOf(samples: readonly Sample[]): number {
	const late = samples.slice(Math.floor(samples.length / 3));
	if (late.length < 2) return 0;
	const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
	const meanRequests = mean(late.map(({ requests }) => requests));
	const meanBytes = mean(late.map(({ bytes }) => bytes));
	let above = 0;
	let below = 0;
	for (const { requests, bytes } of late) {
		above += (requests - meanRequests) * (bytes - meanBytes);
		below += (requests - meanRequests) ** 2;
	}
	return above / below;
}
