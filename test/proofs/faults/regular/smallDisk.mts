import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Target } from '../stage/target.mts';

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
export function mountSmallDisk(folder: string, megabytes: number): Target {
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
