import { setTimeout as pause } from 'node:timers/promises';

import type { Server } from '../../../tools/n8n/queue/servers.mts';
import type { N8n } from '../../../tools/n8n/start.mts';
import { between, type Random, shuffled } from './events.mts';

/** One blow: after so many events were sent, this part is down for so long. */
export interface Fault {
	afterEvents: number;
	target: string;
	downMs: number;
}

interface DrawOptions {
	events: number;
	/** How often each part is struck. */
	strikes: number;
	/** How long each part is down at least and at most, ms, by its name. */
	targets: Record<string, readonly [number, number]>;
	random: Random;
}

/** Faults come neither before the first events nor after the last ones. */
const BETWEEN = { first: 0.05, last: 0.95 };

/** Draws the moments, the order of the parts and how long each stays down; the earliest first. */
export function drawFaults({ events, strikes, targets, random }: DrawOptions): Fault[] {
	const names = Object.keys(targets).flatMap((name) => Array<string>(strikes).fill(name));
	const span = [Math.ceil(events * BETWEEN.first), Math.floor(events * BETWEEN.last)] as const;
	const moments = names.map(() => between(random, span)).sort((a, b) => a - b);
	return shuffled(random, names).map((target, index) => ({
		afterEvents: moments[index],
		target,
		downMs: between(random, targets[target]),
	}));
}

/** Deals out the blows when their moment has come. */
interface Striker {
	/** To be told how many events were sent. */
	onEvent(count: number): void;
	/** Resolves once all blows so far are mended. */
	done(): Promise<void>;
}

export function createStriker(
	{ targets }: FaultyN8n,
	faults: Fault[],
	progress: (text: string) => void,
): Striker {
	const ahead = [...faults];
	const underWay: Array<Promise<void>> = [];
	return {
		onEvent(count) {
			while (ahead.length > 0 && ahead[0].afterEvents <= count) {
				const { target, downMs } = ahead.shift()!;
				progress(`event ${count}: ${target} is struck for ${(downMs / 1000).toFixed(1)} s`);
				underWay.push(targets[target].strike(downMs));
			}
		},
		done: async () => void (await Promise.all(underWay)),
	};
}

/** A real n8n with the built package, all parts of which can be broken. */
export interface FaultyN8n {
	/** Where the editor and its API are. */
	url: string;
	/** Where the webhooks are. */
	webhookUrl: string;
	targets: Record<string, Target>;
	/** How long each part is down at least and at most, ms. */
	downMs: Record<string, readonly [number, number]>;
	/** How long no execution may end while some still can without a restart, ms. */
	quietMs: number;
	/** Asks n8n's database. */
	query<T>(text: string): Promise<T[]>;
	/** Kills and starts again what looks after unfinished executions: n8n itself, or main. */
	restart(): Promise<void>;
	/** Resolves once everything that was struck is up again. */
	close(): Promise<void>;
}

/** A part of the set-up that can be broken. */
export interface Target {
	/** Breaks it for so long, then mends it; resolves once it is mended. */
	strike(downMs: number): Promise<void>;
	/** How often it ended without being struck, because another part was away. */
	ends(): number;
	stop(): Promise<void>;
}

/** What a service manager waits before it starts a process again. */
const RESTART_MS = 1_000;

/** A process of n8n that is started again whenever it ends, as every service manager does. */
export async function supervised(start: () => Promise<N8n>): Promise<Target> {
	let n8n: N8n | undefined = await start();
	let ends = 0;
	let struck = false;
	let downUntil = 0;
	let stopping = false;

	const keepUp = async () => {
		while (!stopping) {
			if (n8n) {
				await n8n.ended;
				n8n = undefined;
				if (!struck && !stopping) ends += 1;
				struck = false;
			}
			await pause(Math.max(RESTART_MS, downUntil - Date.now()));
			// A start fails while a server is away: that is what another try is for.
			if (!stopping) n8n = await start().catch(() => void (ends += 1) as undefined);
		}
	};
	const watch = keepUp();
	const up = async () => {
		while (!n8n) await pause(100);
		return n8n;
	};
	return {
		ends: () => ends,
		async strike(downMs) {
			const victim = await up();
			struck = true;
			downUntil = Date.now() + downMs;
			await victim.kill();
			while (n8n === victim) await pause(10);
			await up();
		},
		async stop() {
			stopping = true;
			await n8n?.stop();
			await watch;
			await n8n?.stop();
		},
	};
}

/** A server that nobody but the blow itself brings back. */
export async function mended(server: Server): Promise<Target> {
	await server.start();
	return {
		ends: () => 0,
		async strike(downMs) {
			await server.kill();
			await pause(downMs);
			await server.start();
		},
		stop: () => server.kill(),
	};
}

/**
 * How things are set: as n8n and Redis come, behind no proxy or one that asks nobody, or as
 * `examples/queue-mode` sets them, where the proxy asks each n8n whether it is ready.
 */
export type Settings = 'default' | 'advised';

/** What `examples/queue-mode` sets beside the addresses of the servers, in every process of n8n. */
export const ADVISED = {
	// Connections to PostgreSQL of each process; 2 by default, and an event takes many transactions.
	DB_POSTGRESDB_POOL_SIZE: '10',
	// Minutes between two looks for executions that no worker has; 180 by default.
	N8N_EXECUTIONS_QUEUE_RECOVERY_INTERVAL: '1',
	// How many unfinished executions one look covers; 100 by default.
	N8N_EXECUTIONS_QUEUE_RECOVERY_BATCH: '10000',
};

/** On main only: webhooks are the webhook processors' work. */
export const MAIN_ONLY = { N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true' };

/** Jobs that a worker runs at a time. */
export const WORKER_CONCURRENCY = 10;

export const WEBHOOK_PROCESSORS = 2;
export const WORKERS = 2;
