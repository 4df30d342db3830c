import { startSimulator } from '../../../tools/simulator/index.mts';
import { rowOf, type Row, type Target } from '../measure/row.mts';
import { quantile } from '../measure/statistics.mts';
import type { RunOptions, Section } from '../section.mts';
import { CODE, CONTENDERS, NOTHING, OURS } from './contenders.mts';
import { load } from './load.mts';
import { usageOf } from './processes.mts';
import { openStage, type Stage } from './stage.mts';

const CONNECTIONS = 10;

/** Events through a real n8n with default settings, from the request to the end of the run. */
export const server = serverSection('server', {});

/** The same without the isolates that n8n makes for each event of a community trigger. */
export const legacyServer = serverSection('server-legacy', { N8N_EXPRESSION_ENGINE: 'legacy' });

/** The same with isolates that n8n makes only once an expression needs one. */
export const lazyServer = serverSection('server-lazy', {
	N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
});

function serverSection(name: string, settings: Record<string, string>): Section {
	const run = (options: RunOptions) => runServer(name, { settings, ...options });
	return { name, needsN8n: true, run };
}

async function runServer(
	section: string,
	{ settings, quick, progress }: RunOptions & { settings: Record<string, string> },
): Promise<Row[]> {
	const simulator = await startSimulator();
	const stages = new Map<string, Stage>();
	try {
		for (const contender of CONTENDERS) {
			progress(`starting n8n with ${contender.name}`);
			stages.set(contender.name, await openStage(contender, { simulator, settings }));
		}
		const { rounds, events } = quick ? { rounds: 1, events: 10 } : { rounds: 7, events: 150 };
		const names = [...stages.keys()];
		const results = new Map(names.map((name) => [name, [] as Round[]]));
		const sent = new Map(names.map((name) => [name, 0]));
		for (let round = -1; round < rounds; round += 1) {
			for (let turn = 0; turn < names.length; turn += 1) {
				const name = names[(round + 1 + turn) % names.length];
				progress(`round ${round + 1} of ${rounds}: ${name}`);
				const total = sent.get(name)! + events;
				sent.set(name, total);
				const result = await oneRound(stages.get(name)!, { events, total });
				// The first round warms up.
				if (round >= 0) results.get(name)!.push(result);
			}
		}
		// The targets are those of default settings.
		const targets = Object.keys(settings).length === 0 ? TARGETS : undefined;
		return rowsOf(section, results, targets);
	} finally {
		for (const stage of stages.values()) await stage.close();
		await simulator.close();
	}
}

interface Round {
	perSecond: number;
	p50: number;
	p99: number;
	cpuMs: number;
	megabytes: number;
}

async function oneRound(
	{ n8n, url, key, finished }: Stage,
	{ events, total }: { events: number; total: number },
): Promise<Round> {
	const before = usageOf(n8n.pid);
	const start = performance.now();
	const latencies = await load({ url, key, events, connections: CONNECTIONS });
	await finished(total);
	const seconds = (performance.now() - start) / 1_000;
	const after = usageOf(n8n.pid);
	const sorted = latencies.sort((a, b) => a - b);
	return {
		perSecond: events / seconds,
		p50: quantile(sorted, 0.5),
		p99: quantile(sorted, 0.99),
		cpuMs: ((after.cpuSeconds - before.cpuSeconds) * 1_000) / events,
		megabytes: after.megabytes,
	};
}

function rowsOf(section: string, results: Map<string, Round[]>, targets?: AllTargets): Row[] {
	const all = (name: string, part: keyof Round) => results.get(name)!.map((round) => round[part]);
	const beside = (part: keyof Round, rival: string) => ({ of: rival, base: all(rival, part) });
	const rows = (part: keyof Round, what: string, unit: string, targets: Targets = {}) => [
		...[NOTHING, CODE].map((name) =>
			rowOf({ section, what: `${what}: ${name}`, unit, samples: all(name, part) }),
		),
		...[NOTHING, CODE].map((name) =>
			rowOf({
				...{ section, what: `${what}: ${OURS}`, unit, samples: all(OURS, part) },
				...{ ratio: beside(part, name), target: targets[name] },
			}),
		),
	];
	return [
		...rows('perSecond', 'events run', '/s', targets?.perSecond),
		...rows('p50', 'answer p50', 'ms'),
		...rows('p99', 'answer p99', 'ms', targets?.p99),
		...rows('cpuMs', 'processor time of an event', 'ms'),
		...rows('megabytes', 'memory of n8n', 'MB'),
	];
}

type Targets = Record<string, Target>;
type AllTargets = { perSecond: Targets; p99: Targets };

const TARGETS: AllTargets = {
	perSecond: { [NOTHING]: { atLeast: 0.95 }, [CODE]: { atLeast: 1.5 } },
	p99: { [NOTHING]: { atMost: 1.05 }, [CODE]: { atMost: 0.67 } },
};
