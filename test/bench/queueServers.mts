import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { N8nClient } from '../../tools/n8n/client.mts';
import { installPackage } from '../../tools/n8n/install.mts';
import { HOST_FOLDER, waitUntil } from '../../tools/n8n/machine.mts';
import { connectPostgres, fromN8n, queueSettings } from '../../tools/n8n/queue/servers.mts';
import { type N8n, startN8n } from '../../tools/n8n/start.mts';
import type { Simulator } from '../../tools/simulator/simulator.mts';
import { CONTENDERS, OURS } from './contenders.mts';

/** n8n in queue mode with this trigger's workflow active. */
export interface Queue {
	mainPid: number;
	worker: N8n;
	processors: N8n[];
	/** Path of the webhook below a processor's URL. */
	path: string;
	key: string;
	/** Waits until so many executions have come to their good end. */
	finished(count: number): Promise<void>;
	close(): Promise<void>;
}

export interface QueueOptions {
	simulator: Simulator;
	services: Services;
	/** How many webhook processors. */
	count: number;
	progress(text: string): void;
}

/** Starts main, a worker and webhook processors, and activates the workflow. */
export async function openQueue(options: QueueOptions): Promise<Queue> {
	const { simulator, services, count, progress } = options;
	mkdirSync(HOST_FOLDER, { recursive: true });
	const folder = mkdtempSync(join(HOST_FOLDER, 'bench-queue-'));
	const settings = { ...services.settings, N8N_LOG_LEVEL: 'warn' };
	const started: Array<{ stop(): Promise<void> }> = [];
	const close = async () => {
		for (const { stop } of started.toReversed()) await stop();
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		progress('starting main');
		const userFolder = join(folder, 'main');
		await installPackage(userFolder);
		const extra = { ...settings, N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true' };
		const main = await startN8n({ userFolder, extra });
		started.push(main);
		const start = async (name: string, command: ['webhook'] | ['worker', string]) => {
			progress(`starting ${name}`);
			// Each process keeps its packages in a folder of its own.
			const userFolder = join(folder, name);
			await installPackage(userFolder);
			const beside = await startN8n({ command, userFolder, extra: settings });
			started.push(beside);
			return beside;
		};
		const worker = await start('worker', ['worker', '--concurrency=10']);
		const processors: N8n[] = [];
		for (let index = 1; index <= count; index += 1) {
			processors.push(await start(`processor-${index}`, ['webhook']));
		}
		const contender = CONTENDERS.find(({ name }) => name === OURS)!;
		const client = await N8nClient.open(main.url);
		const { id } = await client.addWorkflow(await contender.workflow({ client, simulator }));
		const { status, triggers } = await client.activate(id);
		if (status !== 'published') throw new Error(JSON.stringify(triggers));
		const { path } = contender;
		const key = contender.key({ client, simulator });
		const finished = (wanted: number) => untilFinished(services, wanted);
		return { mainPid: main.pid, worker, processors, path, key, finished, close };
	} catch (error) {
		await close();
		throw error;
	}
}

async function untilFinished({ query }: Services, wanted: number): Promise<void> {
	const text = 'SELECT status, count(*) AS count FROM execution_entity GROUP BY status';
	let counts = new Map<string, number>();
	const areEnough = async () => {
		const rows = await query<{ status: string; count: string }>(text);
		counts = new Map(rows.map(({ status, count }) => [status, Number(count)]));
		const failed = rows.filter(({ status }) => status === 'error' || status === 'crashed');
		if (failed.length > 0) throw new Error(`Executions failed: ${await failuresOf(query)}`);
		return (counts.get('success') ?? 0) >= wanted;
	};
	const what = `${wanted} executions in queue mode`;
	await waitUntil(areEnough, { what, timeoutMs: 180_000, everyMs: 50, seen: () => [...counts] });
}

/** What n8n stored of the runs that failed. */
async function failuresOf(query: Services['query']): Promise<string> {
	const text =
		"SELECT data FROM execution_data JOIN execution_entity ON id = \"executionId\" WHERE status IN ('error', 'crashed')";
	return JSON.stringify(await query(text)).slice(0, 2_000);
}

/** Where PostgreSQL (user `postgres`, no password) and Redis are looked for. */
const POSTGRES = { host: '127.0.0.1', port: 5432, user: 'postgres' };
const REDIS = { host: '127.0.0.1', port: 6379 };

/** PostgreSQL's processes report what they did once a second, and once more when idle for 10 s. */
const STATISTICS_DELAY_MS = 11_000;

interface Redis {
	keys(pattern: string): Promise<string[]>;
	del(...keys: string[]): Promise<number>;
	disconnect(): void;
}

/** A database of its own, and a prefix of its own in Redis; both are removed by `close`. */
interface Services {
	name: string;
	/** n8n's environment. */
	settings: Record<string, string>;
	query<T>(text: string): Promise<T[]>;
	/** How many transactions n8n has made in the database so far. */
	transactions(): Promise<number>;
	close(): Promise<void>;
}

/** Whether both servers answer. */
export async function areThere(): Promise<boolean> {
	return (await answers(POSTGRES)) && (await answers(REDIS));
}

/** Makes an empty database. */
export async function openServices(): Promise<Services> {
	const name = `lvb_bench_${process.pid}`;
	const admin = await connectPostgres({ ...POSTGRES, database: 'postgres' });
	await admin.query(`CREATE DATABASE ${name}`);
	const database = await connectPostgres({ ...POSTGRES, database: name });
	let own = 0;
	return {
		name,
		settings: queueSettings({
			postgres: { ...POSTGRES, database: name },
			redis: REDIS,
			prefix: name,
		}),
		async query<T>(text: string) {
			own += 1;
			return (await database.query<T>(text)).rows;
		},
		async transactions() {
			await pause(STATISTICS_DELAY_MS);
			const text = `SELECT xact_commit AS count FROM pg_stat_database WHERE datname = '${name}'`;
			const { rows } = await admin.query<{ count: string }>(text);
			return Number(rows[0].count) - own;
		},
		async close() {
			await database.end();
			await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
			await admin.end();
			await removeKeys(name);
		},
	};
}

async function removeKeys(prefix: string): Promise<void> {
	const Redis = fromN8n('ioredis') as new (options: object) => Redis;
	const redis = new Redis(REDIS);
	const keys = await redis.keys(`*${prefix}*`);
	if (keys.length > 0) await redis.del(...keys);
	redis.disconnect();
}

function answers({ host, port }: { host: string; port: number }): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect({ host, port }, () => (socket.destroy(), resolve(true)));
		socket.once('error', () => resolve(false));
	});
}
