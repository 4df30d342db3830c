import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { connectPostgres, fromN8n, queueSettings } from '../../../tools/n8n/queue/index.mts';

/** Where PostgreSQL (user `postgres`, no password) and Redis are looked for. */
export const POSTGRES = { host: '127.0.0.1', port: 5432, user: 'postgres' };
export const REDIS = { host: '127.0.0.1', port: 6379 };

/** PostgreSQL's processes report what they did once a second, and once more when idle for 10 s. */
const STATISTICS_DELAY_MS = 11_000;

interface Redis {
	keys(pattern: string): Promise<string[]>;
	del(...keys: string[]): Promise<number>;
	disconnect(): void;
}

/** A database of its own, and a prefix of its own in Redis; both are removed by `close`. */
export interface Services {
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
