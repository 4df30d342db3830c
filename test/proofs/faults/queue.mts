import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installPackage } from '../../../tools/n8n/install.mts';
import { freePort } from '../../../tools/n8n/machine.mts';
import { startRoundRobin } from '../../../tools/n8n/queue/balancer.mts';
import {
	connectPostgres,
	privatePostgres,
	privateRedis,
	queueSettings,
} from '../../../tools/n8n/queue/servers.mts';
import { startN8n } from '../../../tools/n8n/start.mts';
import {
	ADVISED,
	type FaultyN8n,
	MAIN_ONLY,
	mended,
	type Settings,
	supervised,
	type Target,
	WEBHOOK_PROCESSORS,
	WORKER_CONCURRENCY,
	WORKERS,
} from './faults.mts';

export interface QueueOptions {
	settings: Settings;
	/** A folder that stays, in place of one that does not. */
	keep?: string;
	/** n8n's environment beside the defaults. */
	extra: Record<string, string>;
	progress(text: string): void;
}

type Command = ['start'] | ['webhook'] | ['worker', string];

/** A worker that was killed keeps its jobs for up to 2 minutes: only then another one takes notice. */
const QUIET_MS = 150_000;

/** A process of n8n is away for seconds; n8n itself gives up after 10 s without Redis. */
const DOWN_MS = {
	main: [1_000, 8_000],
	'webhook-1': [1_000, 8_000],
	'webhook-2': [1_000, 8_000],
	'worker-1': [1_000, 8_000],
	'worker-2': [1_000, 8_000],
	redis: [500, 14_000],
	postgres: [500, 14_000],
} as const;

/** Starts a PostgreSQL and a Redis of this run alone, main, webhook processors and workers. */
export async function openQueue({
	settings,
	keep,
	extra,
	progress,
}: QueueOptions): Promise<FaultyN8n> {
	const folder = keep ?? mkdtempSync(join(tmpdir(), 'lvb-faults-'));
	// PostgreSQL, which refuses to be root, must get through to its own folder.
	chmodSync(folder, 0o711);
	const postgres = await privatePostgres(join(folder, 'postgres'));
	const redis = await privateRedis(join(folder, 'redis'), { keeps: settings === 'advised' });
	const targets: Record<string, Target> = {};
	progress('starting PostgreSQL and Redis');
	targets.postgres = await mended(postgres);
	targets.redis = await mended(redis);

	const ports = [...Array(WEBHOOK_PROCESSORS)].map(() => freePort());
	const balancer = await startRoundRobin(await Promise.all(ports), {
		asksReadiness: settings === 'advised',
	});
	const common = {
		...queueSettings({
			postgres: postgres.address,
			redis: { host: '127.0.0.1', port: redis.port },
		}),
		...(settings === 'advised' && ADVISED),
		WEBHOOK_URL: `${balancer.url}/`,
		...extra,
	};
	const add = async (name: string, command: Command, port: number, more = {}) => {
		progress(`starting ${name}`);
		const userFolder = join(folder, name);
		await installPackage(userFolder);
		const start = () => startN8n({ userFolder, command, port, extra: { ...common, ...more } });
		targets[name] = await supervised(start);
	};
	const close = async () => {
		await balancer.close();
		for (const target of Object.values(targets).toReversed()) await target.stop();
		if (!keep) rmSync(folder, { recursive: true, force: true });
	};
	try {
		const mainPort = await freePort();
		await add('main', ['start'], mainPort, MAIN_ONLY);
		const jobs = `--concurrency=${WORKER_CONCURRENCY}`;
		const beside = [
			...[...ports.entries()].map(async ([index, port]) =>
				add(`webhook-${index + 1}`, ['webhook'], await port),
			),
			...[...Array(WORKERS).keys()].map(async (index) =>
				add(`worker-${index + 1}`, ['worker', jobs], await freePort()),
			),
		];
		// All must be known before anything is stopped.
		await Promise.allSettled(beside);
		await Promise.all(beside);
		return {
			url: `http://127.0.0.1:${mainPort}`,
			webhookUrl: balancer.url,
			...{ targets, downMs: DOWN_MS, quietMs: QUIET_MS, close },
			async query<T>(text: string) {
				const client = await connectPostgres(postgres.address);
				return (await client.query<T>(text).finally(() => client.end())).rows;
			},
			restart: () => targets.main.strike(0),
		};
	} catch (error) {
		await close();
		throw error;
	}
}
