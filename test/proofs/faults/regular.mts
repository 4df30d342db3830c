import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

import { installPackage } from '../../../tools/n8n/install.mts';
import { freePort, waitUntil } from '../../../tools/n8n/machine.mts';
import { startRoundRobin } from '../../../tools/n8n/queue/balancer.mts';
import { startN8n } from '../../../tools/n8n/start.mts';
import { type FaultyN8n, type Settings, supervised, type Target } from './faults.mts';

interface RegularOptions {
	settings: Settings;
	/** A folder that stays, in place of one that does not; what is on the small disk is gone. */
	keep?: string;
	/** n8n's environment beside the defaults. */
	extra: Record<string, string>;
	/** How many events will come; the disk has room for them. */
	events: number;
	progress(text: string): void;
}

/** n8n is away for as long as a restart takes; a backup takes half a minute. */
const DOWN_MS = {
	n8n: [1_000, 8_000],
	disk: [5_000, 30_000],
	database: [5_000, 30_000],
} as const;

/** An execution of the only process either goes on at once or is left until the next start. */
const QUIET_MS = 15_000;

/** Of n8n and the package on the disk, and of two executions per event. */
const MEGABYTES = { atLeast: 64, perEvent: 0.05 };

/** Starts an n8n with SQLite on a small disk of its own. */
export async function openRegular({
	events,
	settings,
	keep,
	extra,
	progress,
}: RegularOptions): Promise<FaultyN8n> {
	const userFolder = keep ?? mkdtempSync(join(tmpdir(), 'lvb-faults-'));
	const home = join(userFolder, '.n8n');
	const file = join(home, 'database.sqlite');
	const targets: Record<string, Target> = {};
	const { n8n, disk, database } = DOWN_MS;
	const why = whyNoSmallDisk();
	if (why) progress(`the full disk is left out: ${why}`);
	else
		targets.disk = mountSmallDisk(home, MEGABYTES.atLeast + Math.ceil(events * MEGABYTES.perEvent));
	const stops: Array<() => Promise<void>> = [];
	const close = async () => {
		for (const stop of stops) await stop();
		for (const target of Object.values(targets).toReversed()) await target.stop();
		if (!keep) rmSync(userFolder, { recursive: true, force: true });
	};
	try {
		await installPackage(userFolder);
		const port = await freePort();
		progress('starting n8n');
		const asksReadiness = settings === 'advised';
		const proxy = await startRoundRobin([port], { asksReadiness });
		stops.push(proxy.close);
		const all = { ...extra, WEBHOOK_URL: `${proxy.url}/` };
		targets.n8n = await supervised(() => startN8n({ userFolder, port, extra: all }));
		targets.database = lockable(file);
		const url = `http://127.0.0.1:${port}`;
		for (const name of ['disk', 'database']) {
			if (targets[name]) targets[name] = onceReady(url, targets[name]);
		}
		return {
			...{ url, webhookUrl: proxy.url, targets, close, quietMs: QUIET_MS },
			downMs: { n8n, database, ...(!why && { disk }) },
			async query<T>(text: string) {
				const reader = new DatabaseSync(file, { readOnly: true });
				try {
					return reader.prepare(text).all() as T[];
				} finally {
					reader.close();
				}
			},
			restart: () => targets.n8n.strike(0),
		};
	} catch (error) {
		await close();
		throw error;
	}
}

/** A fault of the disk or the database is to meet an n8n that runs, not one that still starts. */
function onceReady(url: string, target: Target): Target {
	const ready = () =>
		fetch(`${url}/healthz/readiness`).then(
			({ ok }) => ok,
			() => false,
		);
	return {
		...target,
		async strike(downMs) {
			await waitUntil(ready, { what: 'n8n to be up for its next fault', timeoutMs: 180_000 });
			await target.strike(downMs);
		},
	};
}

/** How long to wait for n8n's own writes before taking the lock, ms. */
const PATIENCE_MS = 5_000;

/** A blow is another process that has the SQLite file for itself, such as a backup. */
function lockable(file: string): Target {
	return {
		ends: () => 0,
		async strike(downMs) {
			const database = new DatabaseSync(file, { timeout: PATIENCE_MS });
			database.exec('BEGIN EXCLUSIVE');
			await pause(downMs);
			database.exec('ROLLBACK');
			database.close();
		},
		stop: async () => {},
	};
}

/** Why no file system can be made here; undefined where one can. */
export function whyNoSmallDisk(): string | undefined {
	if (process.platform !== 'linux') return 'a small disk is a tmpfs, which only Linux has';
	if (process.getuid?.() !== 0) return 'mounting a small disk takes the rights of root';
	return undefined;
}

const CHUNK = Buffer.alloc(65_536, 1);

/**
 * Mounts a tmpfs of so many MB at the folder. A blow fills it to the last byte, as a log or a backup
 * would; it is mended by removing that file.
 */
function mountSmallDisk(folder: string, megabytes: number): Target {
	mkdirSync(folder, { recursive: true });
	const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'n8n-small-disk', folder];
	execFileSync('mount', options, { stdio: ['ignore', 'ignore', 'pipe'] });
	const ballast = join(folder, 'ballast');
	// Lazily: n8n may still have files open.
	const unmount = () => execFileSync('umount', ['--lazy', folder]);
	process.once('exit', unmount);
	return {
		ends: () => 0,
		async strike(downMs) {
			fill(ballast);
			await pause(downMs);
			rmSync(ballast);
		},
		async stop() {
			process.off('exit', unmount);
			unmount();
		},
	};
}

/** Ever smaller pieces, until not one byte more goes in. */
function fill(path: string): void {
	const file = openSync(path, 'w');
	for (let size = CHUNK.length; size >= 1; size = Math.floor(size / 2)) {
		while (writes(file, size));
	}
	closeSync(file);
}

function writes(file: number, size: number): boolean {
	try {
		return writeSync(file, CHUNK, 0, size) === size;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
		throw error;
	}
}
