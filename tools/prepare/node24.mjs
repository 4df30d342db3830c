import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, readPackages } from './packages.mjs';
import { PINNED } from './root.mjs';

/** n8n 2.41 starts under nothing older, and TypeScript runs by itself from here on. */
const OLDEST_MAJOR = 24;

/** The path of a Node.js that is new enough: the running one, or one fetched from npm. */
export async function node24() {
	if (Number.parseInt(process.versions.node, 10) >= OLDEST_MAJOR) return process.execPath;
	const folder = join(PINNED, 'node');
	const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
	const { optionalDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const binary = join(
		folder,
		'node_modules',
		name,
		'bin',
		process.platform === 'win32' ? 'node.exe' : 'node',
	);
	if (optionalDependencies[name]) {
		await installPackages({
			folder,
			title: `Node.js ${optionalDependencies[name]}`,
			node: process.execPath,
			freeGigabytes: 0.5,
			isComplete: () => isFetched(folder, name) && existsSync(binary),
		});
		return binary;
	}
	throw new Error(
		`This needs Node.js ${OLDEST_MAJOR} or newer, and ${process.version} is running. npm has no Node.js for ` +
			`${process.platform} ${process.arch} that could be fetched instead.\n` +
			`Install Node.js ${OLDEST_MAJOR} from https://nodejs.org and run the same command again.`,
	);
}

/** npm lists a package only after it has unpacked all of it. */
function isFetched(folder, name) {
	const present = readPackages(join(folder, 'node_modules', '.package-lock.json'));
	const wanted = readPackages(join(folder, 'package-lock.json'));
	const path = `node_modules/${name}`;
	return present?.[path]?.version === wanted?.[path]?.version;
}
