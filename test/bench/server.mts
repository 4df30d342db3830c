import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { N8nClient } from '../../tools/n8n/client.mts';
import { HOST_FOLDER, waitUntil } from '../../tools/n8n/machine.mts';
import { LAZY_ISOLATES, type N8n, startN8n } from '../../tools/n8n/start.mts';
import { type Simulator, startSimulator } from '../../tools/simulator/simulator.mts';
import {
	CODE,
	type Contender,
	CONTENDERS,
	load,
	NOTHING,
	NOTHING_1,
	OURS,
	usageOf,
} from './contenders.mts';
import {
	quantile,
	type Row,
	rowOf,
	type RunOptions,
	type Section,
	type Target,
} from './measure.mts';

const CONNECTIONS = 10;

/** What the ratios to the rivals should be, by the name of the rival. */
type Targets = Record<string, Target>;
type AllTargets = { perSecond: Targets; p99: Targets };

/**
 * Events through a real n8n with default settings, from the request to the end of the run. n8n makes
 * an isolate for each request to a community trigger then, so that no trigger beats one that does
 * nothing.
 */
export const server = serverSection(
	'server',
	{},
	{
		perSecond: { [NOTHING]: { atLeast: 0.95 }, [NOTHING_1]: { atLeast: 0.95 } },
		p99: { [NOTHING]: { atMost: 1.05 }, [NOTHING_1]: { atMost: 1.05 } },
	},
);

/** The same with isolates that n8n makes only once an expression needs one. */
export const lazyServer = serverSection('server-lazy', LAZY_ISOLATES, {
	perSecond: {
		[NOTHING]: { atLeast: 0.95 },
		[NOTHING_1]: { atLeast: 2.5 },
		[CODE]: { atLeast: 1.1 },
	},
	p99: {
		[NOTHING]: { atMost: 1.05 },
		[NOTHING_1]: { atMost: 1 / 2.5 },
		[CODE]: { atMost: 0.91 },
	},
});

/** The same with the older engine, which has no isolates. */
export const legacyServer = serverSection('server-legacy', { N8N_EXPRESSION_ENGINE: 'legacy' });

interface Kind {
	/** n8n's environment beside the defaults. */
	settings: Record<string, string>;
	targets?: AllTargets;
}

function serverSection(name: string, settings: Kind['settings'], targets?: AllTargets): Section {
	const run = (options: RunOptions) => runServer(name, { settings, targets, ...options });
	return { name, needsN8n: true, run };
}

async function runServer(
	section: string,
	{ settings, targets, quick, progress }: RunOptions & Kind,
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
		return rowsOf(section, results, targets);
	} finally {
		for (const stage of stages.values()) await stage.close();
		await simulator.close();
	}
}

export interface Round {
	perSecond: number;
	p50: number;
	p99: number;
	cpuMs: number;
	megabytes: number;
}

export async function oneRound(
	{ n8n, url, key, finished }: Stage,
	{ events, total }: { events: number; total: number },
): Promise<Round> {
	const before = await usageOf(n8n.pid);
	const start = performance.now();
	const latencies = await load({ url, key, events, connections: CONNECTIONS });
	await finished(total);
	const seconds = (performance.now() - start) / 1_000;
	const after = await usageOf(n8n.pid);
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
	const rivals = [NOTHING, NOTHING_1, CODE];
	const rows = (part: keyof Round, what: string, unit: string, targets: Targets = {}) => [
		...rivals.map((name) =>
			rowOf({ section, what: `${what}: ${name}`, unit, samples: all(name, part) }),
		),
		...rivals.map((name) =>
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

/** Default settings, but for the module that the Code node needs to compute a digest. */
const SETTINGS = { NODE_FUNCTION_ALLOW_BUILTIN: 'crypto', N8N_LOG_LEVEL: 'warn' };

/** A contender in an n8n of its own, with its workflow active. */
export interface Stage {
	n8n: N8n;
	url: string;
	key: string;
	/** Waits until n8n has run so many executions to their good end, since its start. */
	finished(count: number): Promise<void>;
	close(): Promise<void>;
}

export interface StageOptions {
	simulator: Simulator;
	/** n8n's environment beside the defaults. */
	settings: Record<string, string>;
}

/** Starts n8n with SQLite and activates the workflow. */
export async function openStage(
	contender: Contender,
	{ simulator, settings }: StageOptions,
): Promise<Stage> {
	mkdirSync(HOST_FOLDER, { recursive: true });
	const userFolder = mkdtempSync(join(HOST_FOLDER, 'bench-'));
	await contender.install(userFolder);
	const n8n = await startN8n({ userFolder, extra: { ...SETTINGS, ...settings } });
	const client = await N8nClient.open(n8n.url);
	const { id } = await client.addWorkflow(await contender.workflow({ client, simulator }));
	const { status, triggers } = await client.activate(id);
	if (status !== 'published') throw new Error(`${contender.name}: ${JSON.stringify(triggers)}`);
	const database = new DatabaseSync(join(userFolder, '.n8n', 'database.sqlite'), {
		readOnly: true,
	});
	const ended = database.prepare(
		'SELECT status, count(*) AS count FROM execution_entity GROUP BY status',
	);
	const counts = () => new Map(ended.all().map(({ status, count }) => [status, Number(count)]));
	return {
		n8n,
		url: `${n8n.url}/${contender.path}`,
		key: contender.key({ client, simulator }),
		async finished(count) {
			const allGood = () => {
				const found = counts();
				if (found.has('error')) throw new Error(`Executions of ${contender.name} failed`);
				return found.get('success') === count;
			};
			await waitUntil(allGood, {
				what: `${count} executions of ${contender.name}`,
				...{ timeoutMs: 120_000, everyMs: 20, seen: () => [...counts()] },
			});
		},
		async close() {
			database.close();
			await n8n.stop();
			rmSync(userFolder, { recursive: true, force: true });
		},
	};
}
