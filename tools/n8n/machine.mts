import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The folder of the package. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where n8n's folders of the demo and the benchmark are kept; not in git. Tests name another place. */
export const HOST_FOLDER = process.env.N8N_HOST_FOLDER ?? join(ROOT, '.n8n-host');

/** What is installed as its lock files say: n8n, Node.js and a package registry. */
export const PINNED = join(ROOT, 'tools', 'n8n', 'pinned');

/** Which of the pinned n8n is meant: the newest, or the oldest that the README claims. */
const N8N_FOLDER = join(PINNED, process.env.HOSTED_N8N === 'oldest' ? 'n8n-oldest' : 'n8n');

/** The command line of the pinned n8n. */
export const N8N_BIN = join(N8N_FOLDER, 'node_modules', 'n8n', 'bin', 'n8n');

/** Whether the pinned n8n has a module of this name; it refuses to switch one off that it lacks. */
export function hasModule(name: string): boolean {
	return existsSync(join(N8N_FOLDER, 'node_modules', 'n8n', 'dist', 'modules', name));
}

/** n8n 2.41 refuses to start under an older one. */
const OLDEST_MAJOR = 24;

/**
 * The path of a Node.js that the pinned n8n accepts: the running one, or the one that
 * `tools/prepare/run.mjs` fetched.
 *
 * @throws Error if neither is there
 */
export function nodeForN8n(): string {
	if (Number.parseInt(process.versions.node, 10) >= OLDEST_MAJOR) return process.execPath;
	const windows = process.platform === 'win32';
	const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
	const binary = join(
		...[PINNED, 'node', 'node_modules', name, 'bin', windows ? 'node.exe' : 'node'],
	);
	if (existsSync(binary)) return binary;
	throw new Error(`n8n needs Node.js ${OLDEST_MAJOR} or newer. Start this through an npm script.`);
}

/** Below what systems give to outgoing connections: one of those could take it before n8n listens. */
const FIRST = 20_000;
const PER_PROCESS = 1_500;
const PROCESSES = 8;

const given = new Set<number>();

/**
 * A TCP port of the loopback address that nothing listens on and that nobody else is given: n8n
 * listens on it 10 s later, and a server that is started anew comes back to the port it had. Each
 * process of a test run, with what it starts, has ports of its own.
 */
export async function freePort(): Promise<number> {
	const first = FIRST + (Number(process.env.JEST_WORKER_ID ?? 0) % PROCESSES) * PER_PROCESS;
	for (;;) {
		const port = randomInt(first, first + PER_PROCESS);
		if (given.has(port)) continue;
		given.add(port);
		if (await isFree(port)) return port;
	}
}

/** Keeps `freePort` from giving a port that the caller has by other means. */
export function keepPort(port: number): number {
	given.add(port);
	return port;
}

/** Whether the port of the loopback address can be listened on. */
export function isFree(port: number): Promise<boolean> {
	const server = createServer();
	return new Promise((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

interface WaitOptions {
	/** What is waited for, as it reads after "Waited 120 s for ". */
	what: string;
	/** Milliseconds; 120 000 by default, since the machine may have much else to do. */
	timeoutMs?: number;
	/** Milliseconds between two looks; 100 by default. */
	everyMs?: number;
	/** What the last look saw, for the message. */
	seen?: () => unknown;
}

/**
 * Looks until `look` gives something other than undefined or false, and gives that.
 *
 * @throws Error naming what never came
 */
export async function waitUntil<T>(
	look: () => T | Promise<T>,
	{ what, timeoutMs = 120_000, everyMs = 100, seen }: WaitOptions,
): Promise<NonNullable<Exclude<T, false>>> {
	const end = Date.now() + timeoutMs;
	for (;;) {
		const found = await look();
		if (found !== undefined && found !== null && found !== false) {
			return found as NonNullable<Exclude<T, false>>;
		}
		if (Date.now() > end) {
			const last = seen ? ` Last seen: ${JSON.stringify(seen())}` : '';
			throw new Error(`Waited ${timeoutMs / 1000} s for ${what}.${last}`);
		}
		await pause(everyMs);
	}
}
