import { startSimulator } from '../../simulator/index.mts';
import { rowOf, type Row } from '../measure/row.mts';
import type { Section } from '../section.mts';
import { load } from '../server/load.mts';
import { usageOf } from '../server/processes.mts';
import { openQueue, type Queue } from './openQueue.mts';
import { areThere, openServices } from './services.mts';

const section = 'queue';
const CONNECTIONS = 4;
const COUNTS = [1, 2, 4];

/** What an event costs in queue mode with 1, 2 and 4 webhook processors that share the load. */
export const queue: Section = {
	name: section,
	needsN8n: true,
	async run({ quick, progress }) {
		if (!(await areThere())) {
			progress('left out: it needs PostgreSQL on port 5432 and Redis on port 6379 of this machine');
			return [];
		}
		const { rounds, events } = quick ? { rounds: 1, events: 12 } : { rounds: 5, events: 120 };
		const services = await openServices();
		const simulator = await startSimulator();
		try {
			const open = { simulator, services, count: Math.max(...COUNTS), progress };
			const stage = await openQueue(open);
			try {
				const costs = new Map(COUNTS.map((count) => [count, [] as Cost[]]));
				let total = 0;
				for (let round = -1; round < rounds; round += 1) {
					for (let turn = 0; turn < COUNTS.length; turn += 1) {
						const count = COUNTS[(round + 1 + turn) % COUNTS.length];
						progress(`round ${round + 1} of ${rounds}: ${count} webhook processors`);
						total += events;
						const cost = await oneRound(stage, { count, events, total });
						// The first round warms up.
						if (round >= 0) costs.get(count)!.push(cost);
					}
				}
				return rowsOf(costs);
			} finally {
				await stage.close();
			}
		} finally {
			await simulator.close();
			await services.close();
		}
	},
};

/** Milliseconds of processor time of one event. */
interface Cost {
	processors: number;
	worker: number;
	main: number;
}

async function oneRound(
	{ mainPid, worker, processors, path, key, finished }: Queue,
	{ count, events, total }: { count: number; events: number; total: number },
): Promise<Cost> {
	const active = processors.slice(0, count);
	const spent = () => ({
		processors: active.reduce((sum, { pid }) => sum + usageOf(pid).cpuSeconds, 0),
		worker: usageOf(worker.pid).cpuSeconds,
		main: usageOf(mainPid).cpuSeconds,
	});
	const before = spent();
	const each = { key, events: events / count, connections: CONNECTIONS / count };
	await Promise.all(active.map(({ url }) => load({ url: `${url}/${path}`, ...each })));
	await finished(total);
	const after = spent();
	const perEvent = (part: keyof Cost) => ((after[part] - before[part]) * 1_000) / events;
	return {
		processors: perEvent('processors'),
		worker: perEvent('worker'),
		main: perEvent('main'),
	};
}

function rowsOf(costs: Map<number, Cost[]>): Row[] {
	const all = (count: number, part: keyof Cost) => costs.get(count)!.map((cost) => cost[part]);
	const rowFor = (count: number, part: keyof Cost, what: string) => {
		const ratio = count === 1 ? undefined : { of: 'with 1', base: all(1, part) };
		const target = part === 'processors' && ratio ? { atMost: 1.1 } : undefined;
		return rowOf({
			...{ section, what: `${what}, ${count} webhook processor${count > 1 ? 's' : ''}` },
			...{ unit: 'ms CPU per event', samples: all(count, part), ratio, target },
		});
	};
	return [
		...COUNTS.map((count) => rowFor(count, 'processors', 'webhook processors')),
		...COUNTS.map((count) => rowFor(count, 'worker', 'worker')),
		...COUNTS.map((count) => rowFor(count, 'main', 'main')),
	];
}
