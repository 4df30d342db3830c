import {
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from './root.mjs';
import { withProgress } from './progress.mjs';

const FOLDER = join(ROOT, '.cache');
const LOCK = join(FOLDER, 'prepare.lock');
const BEAT_MS = 3_000;
/** A holder renews the lock every 3 s, so this one was killed. */
const ABANDONED_MS = 20_000;

/** Runs `work` while no other run installs; gives what it gives. */
export async function withLock(work) {
	mkdirSync(FOLDER, { recursive: true });
	if (!take()) {
		const title = `Waiting for another run that is setting up (process ${holder() ?? 'unknown'})`;
		await withProgress({ title }, async () => {
			while (!take()) {
				await pause(500);
				removeAbandoned();
			}
		});
	}
	const beat = setInterval(() => touch(), BEAT_MS);
	const release = () => holder() === String(process.pid) && rmSync(LOCK, { force: true });
	const leave = () => process.exit(130);
	process.once('exit', release);
	process.once('SIGINT', leave);
	process.once('SIGTERM', leave);
	try {
		return await work();
	} finally {
		clearInterval(beat);
		release();
		process.off('exit', release);
		process.off('SIGINT', leave);
		process.off('SIGTERM', leave);
	}
}

function take() {
	try {
		writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if (error.code !== 'EEXIST') throw error;
		return false;
	}
}

function holder() {
	try {
		return readFileSync(LOCK, 'utf8');
	} catch {
		return undefined;
	}
}

function touch() {
	const now = new Date();
	utimesSync(LOCK, now, now);
}

function removeAbandoned() {
	try {
		if (Date.now() - statSync(LOCK).mtimeMs < ABANDONED_MS) return;
		// A rename succeeds for one of several waiters only.
		renameSync(LOCK, `${LOCK}.${process.pid}`);
		rmSync(`${LOCK}.${process.pid}`);
	} catch (error) {
		if (error.code !== 'ENOENT') throw error;
	}
}
