import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { freePort, hasModule, keepPort, N8N_BIN, nodeForN8n, ROOT, waitUntil } from './machine.mts';

const END_WITH_PARENT = join(ROOT, 'tools', 'n8n', 'endWithParent.cjs');

interface StartOptions {
	/** n8n keeps everything in the folder `.n8n` below it; made if missing. */
	userFolder: string;
	/** What this process is; `['start']`, the default, is an n8n by itself, or main in queue mode. */
	command?: ['start'] | ['webhook'] | ['worker', ...options: string[]];
	/** 0, the default, finds a free one. */
	port?: number;
	/** Environment variables beside, or in place of, those of `environment`. */
	extra?: Record<string, string>;
	/** Milliseconds that n8n has to become ready; 300 000 by default, though it takes about 10 s of a core. */
	timeoutMs?: number;
}

/** A running n8n. */
export interface N8n {
	url: string;
	port: number;
	pid: number;
	/** What n8n printed since this start. */
	log(): string;
	/** Ends n8n the way a service manager does, and kills it if it takes longer than 60 s. */
	stop(): Promise<void>;
	/** Ends n8n at once, as a crash would. */
	kill(): Promise<void>;
	/** Resolves when n8n ended, for whatever reason. */
	ended: Promise<void>;
}

/**
 * Starts the pinned n8n on the loopback address, with SQLite unless `extra` says otherwise; resolves
 * once it takes requests, or, as a worker, jobs.
 *
 * @throws Error with the end of n8n's log if it ends early or never becomes ready
 */
export async function startN8n(options: StartOptions): Promise<N8n> {
	const { userFolder, command = ['start'], timeoutMs = 300_000 } = options;
	const port = options.port ? keepPort(options.port) : await freePort();
	mkdirSync(userFolder, { recursive: true });
	const logFile = join(userFolder, 'n8n.log');
	const log = openSync(logFile, 'a');
	const logStart = statSync(logFile).size;
	// A worker has no other server than this one.
	const health = { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(port) };
	const extra = { ...(command[0] === 'worker' && health), ...options.extra };
	const child = spawn(nodeForN8n(), ['--require', END_WITH_PARENT, N8N_BIN, ...command], {
		env: environment({ userFolder, port, brokerPort: await freePort(), extra }),
		stdio: ['ignore', log, log],
		// A group of its own: Ctrl-C must not reach n8n before this process has tidied up.
		detached: true,
	});
	closeSync(log);
	const n8n = running(child, { port, logFile, logStart });
	try {
		// Older versions say that they are ready before the editor's API is there.
		const paths = ['/healthz/readiness', ...(command[0] === 'start' ? ['/rest/login'] : [])];
		await untilReady(n8n, child, { paths, timeoutMs });
	} catch (error) {
		await n8n.kill();
		throw error;
	}
	return n8n;
}

/**
 * Runs a command of n8n's such as `import:workflow`, with the data below `userFolder`, to its end;
 * gives what it printed.
 *
 * @throws Error where the command fails
 */
export async function runN8nCommand(userFolder: string, args: string[]): Promise<string> {
	const [port, brokerPort] = [await freePort(), await freePort()];
	const { stdout } = await promisify(execFile)(nodeForN8n(), [N8N_BIN, ...args], {
		env: environment({ userFolder, port, brokerPort }),
	});
	return stdout;
}

interface RunningOptions {
	port: number;
	logFile: string;
	logStart: number;
}

function running(child: ChildProcess, { port, logFile, logStart }: RunningOptions): N8n {
	const killGroup = () => signalGroup(child, 'SIGKILL');
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	process.once('exit', killGroup);
	void ended.then(() => process.off('exit', killGroup));
	const kill = () => {
		killGroup();
		return ended;
	};
	const stop = async () => {
		if (hasEnded(child)) return;
		child.kill('SIGTERM');
		const timer = setTimeout(killGroup, 60_000);
		await ended;
		clearTimeout(timer);
	};
	const log = () => readFileSync(logFile).subarray(logStart).toString();
	return { url: `http://127.0.0.1:${port}`, port, pid: child.pid ?? 0, log, stop, kill, ended };
}

async function untilReady(
	n8n: N8n,
	child: ChildProcess,
	{ paths, timeoutMs }: { paths: string[]; timeoutMs: number },
): Promise<void> {
	// Nobody has logged in yet.
	const answers = async (path: string) =>
		[200, 401].includes((await fetch(n8n.url + path).catch(() => undefined))?.status ?? 0);
	const ready = async () => {
		if (hasEnded(child)) throw new Error(`n8n ended early:\n${n8n.log().slice(-2_000)}`);
		for (const path of paths) if (!(await answers(path))) return false;
		return true;
	};
	await waitUntil(ready, {
		what: 'n8n to take requests',
		timeoutMs,
		seen: () => n8n.log().slice(-2_000),
	});
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (hasEnded(child) || child.pid === undefined) return;
	try {
		process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

interface EnvironmentOptions {
	/** n8n keeps everything in the folder `.n8n` below it. */
	userFolder: string;
	port: number;
	/** Port of the task broker. n8n's default is fixed, so a second n8n would collide. */
	brokerPort: number;
	extra?: Record<string, string>;
}

/** The whole environment of an n8n that keeps to this machine, says little and calls nobody. */
export function environment({ userFolder, port, brokerPort, extra }: EnvironmentOptions) {
	return {
		PATH: [dirname(nodeForN8n()), process.env.PATH].join(delimiter),
		HOME: userFolder,
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: 'only-for-trying-out-and-tests',
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		WEBHOOK_URL: `http://127.0.0.1:${port}/`,
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		// Login over plain http.
		N8N_SECURE_COOKIE: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
		...QUIET,
		// Asks n8n's own server for a list at every start.
		...(hasModule('mcp-registry') && { N8N_DISABLED_MODULES: 'mcp-registry' }),
		NODE_ENV: 'production',
		GENERIC_TIMEZONE: 'UTC',
		...extra,
	};
}

const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
	N8N_LOG_LEVEL: 'info',
};

/** Environment of an n8n in which what a node schedules every 5 minutes happens every 3 seconds. */
export const FAST_TICKS = {
	NODE_OPTIONS: `--require "${join(ROOT, 'tools', 'n8n', 'fastTicks.cjs')}"`,
};

/** What docs/scaling.md recommends: n8n makes an isolate only once an expression needs one. */
export const LAZY_ISOLATES = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };
