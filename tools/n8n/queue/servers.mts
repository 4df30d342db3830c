import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
	chownSync,
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { join } from 'node:path';

import { freePort, PINNED, waitUntil } from '../machine.mts';

/** A server of this run alone, which can be killed and brought back with what it had on disk. */
export interface Server {
	port: number;
	/** @throws Error where it does not come up within 60 s */
	start(): Promise<void>;
	/** Ends it and its children by SIGKILL. */
	kill(): Promise<void>;
}

interface ServerOptions {
	port: number;
	program: string;
	args: string[];
	/** Whose rights it has; those of this process unless given. */
	as?: { uid: number; gid: number };
	logFile: string;
	/** Whether it serves. */
	answers(): Promise<boolean>;
}

const READY_MS = 60_000;

function serverOf({ port, program, args, as, logFile, answers }: ServerOptions): Server {
	let child: ChildProcess | undefined;
	const launch = () => {
		const log = openSync(logFile, 'a');
		child = spawn(program, args, { ...as, stdio: ['ignore', log, log], detached: true });
		child.once('error', () => {});
		closeSync(log);
	};
	const kill = async () => {
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		const ended = new Promise((resolve) => child?.once('exit', resolve));
		killFamily(child.pid);
		await ended;
	};
	process.once('exit', () => killFamily(child?.exitCode === null ? child.pid : undefined));
	return {
		port,
		kill,
		async start() {
			launch();
			const ready = async () => {
				// PostgreSQL refuses to start while a process of its former life still ends.
				if (child?.exitCode !== null) launch();
				return answers();
			};
			await waitUntil(ready, {
				what: program,
				...{
					timeoutMs: READY_MS,
					everyMs: 200,
					seen: () => readFileSync(logFile, 'utf8').slice(-500),
				},
			});
		},
	};
}

/** PostgreSQL's children leave the process group, so each is named. */
function killFamily(pid: number | undefined): void {
	if (pid === undefined) return;
	for (const member of [pid, ...childrenOf(pid)]) {
		try {
			process.kill(member, 'SIGKILL');
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
		}
	}
}

function childrenOf(pid: number): number[] {
	try {
		const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
		return text.split(' ').filter(Boolean).map(Number);
	} catch {
		return [];
	}
}

/** Where a server listens. */
export interface Address {
	host: string;
	port: number;
}

interface QueueServers {
	postgres: Address & { user: string; database: string };
	redis: Address;
	/** Of every key in Redis, so that several n8n can share one; n8n's own unless given. */
	prefix?: string;
}

/** The environment that main, webhook processors and workers of one n8n have in common. */
export function queueSettings({ postgres, redis, prefix }: QueueServers): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: postgres.host,
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_DATABASE: postgres.database,
		QUEUE_BULL_REDIS_HOST: redis.host,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		...(prefix && { QUEUE_BULL_PREFIX: prefix, N8N_REDIS_KEY_PREFIX: prefix }),
	};
}

/** Loads a module that the pinned n8n brings along, such as its clients of PostgreSQL and Redis. */
export const fromN8n = createRequire(join(PINNED, 'n8n', 'package.json'));

/** The part of node-postgres that is used. */
interface PostgresClient {
	connect(): Promise<void>;
	query<T>(text: string): Promise<{ rows: T[] }>;
	end(): Promise<void>;
	on(event: 'error', listener: () => void): void;
}

/** Connects to a database of a server that asks for no password. */
export async function connectPostgres(
	address: Address & { user: string; database: string },
): Promise<PostgresClient> {
	const { Client } = fromN8n('pg') as { Client: new (options: object) => PostgresClient };
	const client = new Client(address);
	// Without a listener, a server that goes away would end this process.
	client.on('error', () => {});
	await client.connect();
	return client;
}

type PrivatePostgres = Server & { address: QueueServers['postgres'] };

/** Where Debian and its kin keep the programs of each version. */
const VERSIONS = '/usr/lib/postgresql';

/** The folder of PostgreSQL's programs, undefined where it is not installed. */
function postgresPrograms(): string | undefined {
	const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS).sort((a, b) => +b - +a) : [];
	const folders = [
		...versions.map((version) => join(VERSIONS, version, 'bin')),
		...(process.env.PATH ?? '').split(':'),
	];
	return folders.find((folder) => existsSync(join(folder, 'initdb')));
}

/** Makes a PostgreSQL with one empty database, on a free port of loopback; it is not started yet. */
export async function privatePostgres(folder: string): Promise<PrivatePostgres> {
	const programs = postgresPrograms();
	if (!programs) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
	const as = process.getuid?.() === 0 ? idsOf('postgres') : undefined;
	mkdirSync(folder, { recursive: true });
	if (as) chownSync(folder, as.uid, as.gid);
	const data = join(folder, 'data');
	const options = ['-D', data, '-A', 'trust', '-U', 'n8n', '-E', 'UTF8', '--no-sync'];
	execFileSync(join(programs, 'initdb'), options, {
		...as,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const port = await freePort();
	const address = { host: '127.0.0.1', port, user: 'n8n', database: 'postgres' };
	const server = serverOf({
		port,
		program: join(programs, 'postgres'),
		args: [
			...['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1'],
			...['-c', `unix_socket_directories=${folder}`, '-c', 'max_connections=200'],
		],
		as,
		logFile: join(folder, 'log'),
		answers: () =>
			connectPostgres(address)
				.then((client) => client.end())
				.then(
					() => true,
					() => false,
				),
	});
	return { ...server, address };
}

/** PostgreSQL refuses to run as root. */
function idsOf(user: string): { uid: number; gid: number } {
	const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}

interface RedisOptions {
	/** Whether it writes each change to disk (`appendonly yes`), or forgets all with its process. */
	keeps: boolean;
}

const PROGRAM = 'redis-server';

/** Whether Redis is installed. */
function hasRedis(): boolean {
	return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, PROGRAM)));
}

/** Makes an empty Redis on a free port of loopback; it is not started yet. */
export async function privateRedis(folder: string, { keeps }: RedisOptions): Promise<Server> {
	if (!hasRedis()) throw new Error('Redis is not installed: apt-get install redis-server');
	mkdirSync(folder, { recursive: true });
	const port = await freePort();
	const settings = { bind: '127.0.0.1', dir: folder, save: '', appendonly: keeps ? 'yes' : 'no' };
	const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
	return serverOf({
		port,
		program: PROGRAM,
		args: ['--port', String(port), ...args],
		logFile: join(folder, 'log'),
		answers: () => answersPing(port),
	});
}

/** While it reads its file, Redis takes connections and says LOADING. */
function answersPing(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect({ host: '127.0.0.1', port }, () => socket.write('PING\r\n'));
		socket.once('data', (text) => {
			socket.destroy();
			resolve(text.toString().startsWith('+PONG'));
		});
		socket.once('error', () => resolve(false));
	});
}
