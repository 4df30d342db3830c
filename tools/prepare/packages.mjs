import { readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './npm.mjs';
import { UNREACHABLE } from './npmFailure.mjs';

const GIGABYTE = 1e9;

/**
 * Installs what the folder's lock file names, unless `isComplete` says that it is there. An install
 * that was interrupted is not complete, and `npm ci` begins by removing it.
 */
export async function installPackages({
	folder,
	title,
	node,
	freeGigabytes,
	hint,
	isComplete = () => isInstalled(folder),
}) {
	if (isComplete()) return;
	assertFreeSpace(folder, title, freeGigabytes);
	await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
		folder,
		node,
		title: `Installing ${title}`,
		hint,
		afterwards() {
			// npm passes over an optional package that it can't get.
			if (!isComplete()) throw new Error(`npm could not get all of ${title}. ${UNREACHABLE}`);
		},
	});
}

/**
 * Compares the lock file with the copy that npm leaves in node_modules as its last act, so that
 * neither a changed lock nor an interrupted or partial install passes, while one made by hand does.
 */
export function isInstalled(folder) {
	const wanted = readPackages(join(folder, 'package-lock.json'));
	const present = readPackages(join(folder, 'node_modules', '.package-lock.json'));
	if (!wanted || !present) return false;
	return Object.entries(wanted).every(
		([path, entry]) =>
			path === '' ||
			// Made for other platforms, or left behind in the lock: npm skips them.
			entry.optional ||
			entry.extraneous ||
			present[path]?.version === entry.version,
	);
}

/** What a lock file names, or what npm left in a folder; undefined if there is none. */
export function readPackages(path) {
	try {
		return JSON.parse(readFileSync(path, 'utf8')).packages;
	} catch {
		return undefined;
	}
}

function assertFreeSpace(folder, title, gigabytes) {
	const { bavail, bsize } = statfsSync(folder);
	const free = (bavail * bsize) / GIGABYTE;
	if (free >= gigabytes) return;
	throw new Error(
		`Installing ${title} needs about ${gigabytes} GB of disk, and ${folder} has ${free.toFixed(1)} GB left.\n` +
			'Free some space and run the same command again.',
	);
}
