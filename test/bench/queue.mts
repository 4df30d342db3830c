import { setTimeout as sleep } from 'node:timers/promises';

import { LAZY_ISOLATES, type N8n } from '../../tools/n8n/start.mts';
import { startSimulator } from '../../tools/simulator/simulator.mts';
import { load, usageOf } from './contenders.mts';
import { type Row, rowOf, type RunOptions, type Section } from './measure.mts';
import { areThere, openQueue, openServices, type Queue } from './queueServers.mts';

const COUNTS = [1, 2, 4];
/**
 * Requests under way, shared by the processors: were it so many for each, more processors would
 * crowd the machine's cores more, which has a price of its own.
 */
const CONNECTIONS = Math.max(...COUNTS);
/** Long enough for n8n's own timers, of which the slowest of interest runs every ten seconds. */
const IDLE_MS = 30_000;

/** What an event costs in queue mode with 1, 2 and 4 webhook processors that share the load. */
export const queue = queueSection('queue', { settings: {}, perRound: 120 });

/** The same with isolates that n8n makes only once an expression needs one. */
export const lazyQueue = queueSection('queue-lazy', {
	settings: LAZY_ISOLATES,
	// An event is so cheap then that the code of each process has to be warm.
	perRound: 480,
});

/** The same with the older engine, which has no isolates. */
export const legacyQueue = queueSection('queue-legacy', {
	settings: { N8N_EXPRESSION_ENGINE: 'legacy' },
	perRound: 480,
});

interface Kind {
	/** n8n's environment beside what queue mode needs. */
	settings: Record<string, string>;
	/** How many events a round has. */
	perRound: number;
}

function queueSection(name: string, kind: Kind): Section {
	const run = async (options: RunOptions) => {
		if (await areThere()) return runQueue(name, { ...kind, ...options });
		options.progress(
			'left out: it needs PostgreSQL on port 5432 and Redis on port 6379 of this machine',
		);
		return [];
	};
	return { name, needsN8n: true, run };
}

async function runQueue(
	section: string,
	{ settings, perRound, quick, progress }: RunOptions & Kind,
): Promise<Row[]> {
	const { rounds, events } = quick ? { rounds: 1, events: 12 } : { rounds: 7, events: perRound };
	const services = await openServices();
	services.settings = { ...services.settings, ...settings };
	const simulator = await startSimulator();
	try {
		const open = { simulator, services, count: Math.max(...COUNTS), progress };
		const stage = await openQueue(open);
		try {
			const costs = new Map(
				COUNTS.map((count) => [count, [] as Array<Cost & { aboveIdle: number }>]),
			);
			// Each processor learns the work by itself, so each gets as many events before the first round.
			let total = 0;
			for (const processor of stage.processors) {
				progress('warming up');
				total += events;
				await oneRound(stage, { active: [processor], events, total });
			}
			progress('idle');
			const idle = await idleShares(stage.processors, quick ? 1_000 : IDLE_MS);
			const transactions = await services.transactions();
			const warm = total;
			for (let round = 0; round < rounds; round += 1) {
				for (let turn = 0; turn < COUNTS.length; turn += 1) {
					const count = COUNTS[(round + turn) % COUNTS.length];
					progress(`round ${round + 1} of ${rounds}: ${count} webhook processors`);
					const active = rotated(stage.processors, round).slice(0, count);
					total += events;
					const cost = await oneRound(stage, { active, events, total });
					costs.get(count)!.push({ ...cost, aboveIdle: aboveIdle(cost, { idle, active, events }) });
				}
			}
			const perEvent = ((await services.transactions()) - transactions) / (total - warm);
			return [
				...rowsOf(section, costs),
				rowOf({
					...{ section, what: 'idle webhook processor', unit: 'ms CPU per second' },
					samples: [...idle.values()].map((share) => share * 1_000),
				}),
				rowOf({ section, what: 'PostgreSQL', unit: 'transactions per event', samples: [perEvent] }),
			];
		} finally {
			await stage.close();
		}
	} finally {
		await simulator.close();
		await services.close();
	}
}

/** Milliseconds of processor time of one event. */
interface Cost {
	processors: number;
	worker: number;
	main: number;
	/** How long the round took. */
	seconds: number;
}

async function oneRound(
	{ mainPid, worker, path, key, finished }: Queue,
	{ active, events, total }: { active: N8n[]; events: number; total: number },
): Promise<Cost> {
	const spent = async () => {
		const processors = await spentBy(active);
		const [own, main] = await spentBy([worker, { pid: mainPid }]);
		return { processors: processors.reduce((sum, one) => sum + one, 0), worker: own, main };
	};
	const start = performance.now();
	const before = await spent();
	const share = (all: number) => all / active.length;
	const each = { key, events: share(events), connections: share(CONNECTIONS) };
	await Promise.all(active.map(({ url }) => load({ url: `${url}/${path}`, ...each })));
	await finished(total);
	const after = await spent();
	const perEvent = (part: 'processors' | 'worker' | 'main') =>
		((after[part] - before[part]) * 1_000) / events;
	return {
		processors: perEvent('processors'),
		worker: perEvent('worker'),
		main: perEvent('main'),
		seconds: (performance.now() - start) / 1_000,
	};
}

/** Seconds of processor time of each. */
const spentBy = async (processes: ReadonlyArray<{ pid: number }>): Promise<number[]> =>
	await Promise.all(processes.map(async ({ pid }) => (await usageOf(pid)).cpuSeconds));

/** The part of a core that each webhook processor takes while it gets no request. */
async function idleShares(processors: N8n[], ms: number): Promise<Map<N8n, number>> {
	const before = await spentBy(processors);
	await sleep(ms);
	const after = await spentBy(processors);
	return new Map(processors.map((own, at) => [own, ((after[at] - before[at]) * 1_000) / ms]));
}

/** What the processors took for the event itself: the rest they would have taken without one. */
function aboveIdle(
	{ processors, seconds }: Cost,
	{ idle, active, events }: { idle: Map<N8n, number>; active: N8n[]; events: number },
): number {
	const share = active.reduce((sum, processor) => sum + idle.get(processor)!, 0);
	return processors - (share * seconds * 1_000) / events;
}

/** So that none of the processors always works alone. */
function rotated<T>(list: T[], by: number): T[] {
	const from = by % list.length;
	return [...list.slice(from), ...list.slice(0, from)];
}

function rowsOf(section: string, costs: Map<number, Array<Cost & { aboveIdle: number }>>): Row[] {
	type Part = 'processors' | 'aboveIdle' | 'worker' | 'main';
	const all = (count: number, part: Part) => costs.get(count)!.map((cost) => cost[part]);
	const rowFor = (count: number, part: Part, what: string) => {
		const ratio = count === 1 || part === 'main' ? undefined : { of: 'with 1', base: all(1, part) };
		const target = part === 'aboveIdle' && ratio ? { atMost: 1.1 } : undefined;
		return rowOf({
			...{ section, what: `${what}, ${count} webhook processor${count > 1 ? 's' : ''}` },
			...{ unit: 'ms CPU per event', samples: all(count, part), ratio, target },
		});
	};
	return [
		...COUNTS.map((count) => rowFor(count, 'processors', 'webhook processors')),
		...COUNTS.map((count) => rowFor(count, 'aboveIdle', 'more than idle')),
		...COUNTS.map((count) => rowFor(count, 'worker', 'worker')),
		...COUNTS.map((count) => rowFor(count, 'main', 'main')),
	];
}
