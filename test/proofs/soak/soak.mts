import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { freePort } from '../../../tools/n8n/machine.mts';
import { startSimulator } from '../../../tools/simulator/simulator.mts';
import { CONTENDERS, eventFor, load, NOTHING, OURS, post } from '../../bench/contenders.mts';
import { openStage, type Stage } from '../../bench/server.mts';

interface SoakOptions {
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

const PROBE = join(import.meta.dirname, 'probe.cjs');

/** An n8n of its own with one trigger active, and where to ask for its memory. */
interface Runner extends Stage {
	name: string;
	probeUrl: string;
}

/** Our trigger and one that does nothing, side by side. */
export interface Pair {
	ours: Runner;
	nothing: Runner;
	close(): Promise<void>;
}

/** Starts the simulator and both n8n with SQLite. `engine` is n8n's expression engine. */
async function openPair(engine: string): Promise<Pair> {
	const simulator = await startSimulator({ keepAnswers: false });
	const opened: Runner[] = [];
	const close = async () => {
		for (const runner of opened) await runner.close();
		await simulator.close();
	};
	try {
		for (const name of [OURS, NOTHING]) {
			const port = await freePort();
			const contender = CONTENDERS.find((one) => one.name === name)!;
			const settings = {
				N8N_EXPRESSION_ENGINE: engine,
				// So that no execution is removed before it was counted.
				EXECUTIONS_DATA_PRUNE: 'false',
				NODE_OPTIONS: `--require "${PROBE}"`,
				SOAK_PROBE_PORT: String(port),
				// Else each thread keeps a reserve of its own, as large as its busiest moment.
				MALLOC_ARENA_MAX: '2',
			};
			const stage = await openStage(contender, { simulator, settings });
			opened.push({ ...stage, name, probeUrl: `http://127.0.0.1:${port}/` });
		}
	} catch (error) {
		await close();
		throw error;
	}
	const [ours, nothing] = opened;
	return { ours, nothing, close };
}

export interface Target {
	url: string;
	key: string;
}

interface PaceOptions {
	/** Events a second for each target. */
	perSecond: number;
	seconds: number;
}

interface Paced {
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
async function pace(
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
async function sampleUntil(
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
