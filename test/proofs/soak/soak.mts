import { load } from '../../bench/server/load.mts';
import { openPair, type Pair } from './openPair.mts';
import { pace, type Paced } from './pace.mts';
import { sampleUntil, type Sample } from './sample.mts';

export interface SoakOptions {
	minutes: number;
	/** Events a second for each n8n; measured first where it is left out. */
	perSecond?: number;
	/** n8n's expression engine. */
	engine: string;
	everySeconds: number;
	/** Whether our ledger is full from the beginning, so that its filling does not look like a leak. */
	fill: boolean;
	progress: (text: string) => void;
}

export interface Soak extends Paced {
	/** Events a second that both n8n ran to the end at the same time; undefined where not measured. */
	capacity?: number;
	perSecond: number;
	/** Entries that our ledger held before the load began. */
	before: number;
	samples: Sample[];
}

/** The part of the capacity that is used. */
export const PART = 0.8;

const WARM_UP_EVENTS = 50;
const CALIBRATION = { events: 300, connections: 10 };

/**
 * Loads our trigger and one that does nothing, each in an n8n of its own, with the same rate at the
 * same time, and samples the memory of both.
 *
 * @throws Error where an event is not accepted or not run to its good end
 */
export async function soak(options: SoakOptions): Promise<Soak> {
	const { minutes, engine, everySeconds, fill, progress } = options;
	progress('starting both n8n');
	const pair = await openPair(engine);
	try {
		let before = await runOnBoth(pair, { events: WARM_UP_EVENTS, connections: 5 }, 0);
		let capacity: number | undefined;
		if (options.perSecond === undefined) {
			progress('measuring what both hold at the same time');
			const start = performance.now();
			before = await runOnBoth(pair, CALIBRATION, before);
			capacity = CALIBRATION.events / ((performance.now() - start) / 1_000);
		}
		const perSecond = options.perSecond ?? PART * capacity!;
		progress(`${perSecond.toFixed(1)} events a second to each for ${minutes} minutes`);
		if (fill) await fetch(pair.ours.probeUrl, { method: 'POST' });
		const ended = new AbortController();
		const sampling = sampleUntil(ended.signal, { pair, everySeconds });
		const { ours, nothing } = pair;
		const paced = await pace([ours, nothing], { perSecond, seconds: minutes * 60 }).finally(() =>
			ended.abort(),
		);
		await finished(pair, before + paced.sent);
		const samples = await sampling;
		return { ...paced, capacity, perSecond, before: samples[0].ledger, samples };
	} finally {
		await pair.close();
	}
}

/** Runs events on both to the end; gives how many each has run since its start. */
async function runOnBoth(
	pair: Pair,
	{ events, connections }: { events: number; connections: number },
	before: number,
): Promise<number> {
	await Promise.all(
		[pair.ours, pair.nothing].map(({ url, key }) => load({ url, key, events, connections })),
	);
	await finished(pair, before + events);
	return before + events;
}

const finished = async ({ ours, nothing }: Pair, count: number) =>
	await Promise.all([ours.finished(count), nothing.finished(count)]);
