import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runNpm } from './npm.mjs';
import { installPackages } from './packages.mjs';
import { ROOT } from './root.mjs';

const FOLDER = join(ROOT, 'host', 'n8n');
/** The only two native modules without which n8n does not start. */
const NATIVE = ['sqlite3', 'isolated-vm'];

/** Installs the pinned n8n and makes sure that its native modules load under `node`. */
export async function installN8n(node) {
	const { version } = readLock().packages['node_modules/n8n'];
	await installPackages({
		folder: FOLDER,
		title: `n8n ${version}`,
		node,
		freeGigabytes: 4,
		hint: 'once, usually two to four minutes',
	});
	const marker = join(FOLDER, 'node_modules', '.native-modules');
	const wanted = markerText(node);
	if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
	const missing = notLoading(node);
	if (missing.length > 0) {
		await runNpm(['rebuild', ...missing, '--foreground-scripts', '--ignore-scripts=false'], {
			folder: FOLDER,
			node,
			title: `Building ${missing.join(' and ')} for n8n`,
			hint: 'once, about a minute',
			env: headers(node),
		});
	}
	const still = notLoading(node);
	if (still.length > 0)
		throw new Error(`${still.join(' and ')} can't be loaded, so n8n will not start.`);
	writeFileSync(marker, wanted);
}

function readLock() {
	return JSON.parse(readFileSync(join(FOLDER, 'package-lock.json'), 'utf8'));
}

function markerText(node) {
	const { packages } = readLock();
	const versions = NATIVE.map((name) => `${name} ${packages[`node_modules/${name}`].version}`);
	const { stdout } = spawnSync(node, ['-p', 'process.versions.modules'], { encoding: 'utf8' });
	return [...versions, `ABI ${stdout.trim()}`].join('\n');
}

function notLoading(node) {
	return NATIVE.filter(
		(name) => spawnSync(node, ['-e', `require('${name}')`], { cwd: FOLDER }).status !== 0,
	);
}

/** The package of Node 24 brings its headers; with them node-gyp has nothing to download. */
function headers(node) {
	const prefix = join(dirname(node), '..');
	return existsSync(join(prefix, 'include', 'node', 'node.h'))
		? { npm_config_nodedir: prefix }
		: {};
}
