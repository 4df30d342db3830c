import { callback, createBench, eventKeys, KEY } from '../../contract/harness/index.mts';
import { trendOf, type Trend } from './trend.mts';

/** The built trigger's `webhook()` in n8n-core's context, without an n8n around it. */
export interface Alone {
	events: number;
	/** MB in use after collection, once the ledger is full and at the end. */
	first: number;
	last: number;
	/** MB per 100 000 events, with a full ledger and warm code: in the second half. */
	trend: Trend;
	/** What was wrong with what the ledger knows; empty where all is well. */
	problems: string[];
}

const LEDGER = 10_000;
const SAMPLES = 20;

/**
 * Gives new events to `webhook()`, so many that each entry of the ledger is replaced many times over.
 * The memory tells something with `--expose-gc` only.
 */
export async function runAlone(events: number): Promise<Alone> {
	const bench = createBench('tencentLvbTrigger', {
		staticData: { callbackKey: KEY },
		parameters: {
			pushDomain: { __rl: true, mode: 'list', value: 'push.example.com' },
			events: eventKeys,
		},
	});
	const body = callback('streamBegin');
	/** Whether the event starts the workflow, so that it is not among those that the ledger knows. */
	const isNew = async (number: number) =>
		(await bench.deliver({ body: { ...body, sequence: String(number) } })).items !== undefined;

	const problems = new Set<string>();
	const give = async (from: number, to: number) => {
		for (let number = from; number < to; number += 1) {
			if (!(await isNew(number))) problems.add('an event was taken for a repeated one');
		}
	};
	await give(0, LEDGER);
	const points = [{ at: 0, value: usedMegabytes() }];
	for (let sample = 1; sample <= SAMPLES; sample += 1) {
		const step = Math.floor((events - LEDGER) / SAMPLES);
		await give(LEDGER + (sample - 1) * step, LEDGER + sample * step);
		points.push({ at: (sample * step) / 100_000, value: usedMegabytes() });
	}
	const given = LEDGER + SAMPLES * Math.floor((events - LEDGER) / SAMPLES);
	if (await isNew(given - LEDGER)) problems.add('the ledger holds fewer than 10 000');
	if (!(await isNew(given - LEDGER - 1))) problems.add('the ledger holds more than 10 000');
	return {
		events: given,
		first: points[0].value,
		last: points.at(-1)!.value,
		trend: trendOf(points.slice(SAMPLES / 2)),
		problems: [...problems],
	};
}

function usedMegabytes(): number {
	globalThis.gc?.();
	const { heapUsed, external } = process.memoryUsage();
	return (heapUsed + external) / 1e6;
}
