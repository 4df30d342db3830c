import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runNpm } from './npm.mjs';
import { installPackages } from './packages.mjs';
import { PINNED } from './root.mjs';

/** The pinned versions, each in a folder of its own with its own lock file. */
const FOLDERS = { newest: 'n8n', oldest: 'n8n-oldest' };
/** The only two native modules without which n8n does not start; older ones lack the second. */
const NATIVE = ['sqlite3', 'isolated-vm'];

/**
 * Installs a pinned n8n and makes sure that its native modules load under `node`.
 *
 * @param which `newest`, or `oldest` for the oldest that the README claims
 */
export async function installN8n(node, which) {
	const name = Object.hasOwn(FOLDERS, which) ? FOLDERS[which] : undefined;
	if (!name) {
		throw new Error(`HOSTED_N8N is "${which}". It takes ${Object.keys(FOLDERS).join(' or ')}.`);
	}
	const folder = join(PINNED, name);
	const { packages } = readJson(join(folder, 'package-lock.json'));
	const { version } = packages['node_modules/n8n'];
	await installPackages({
		folder,
		title: `n8n ${version}`,
		node,
		freeGigabytes: 4,
		hint: 'once, usually two to four minutes',
	});
	const native = NATIVE.filter((name) => packages[`node_modules/${name}`]);
	const marker = join(folder, 'node_modules', '.native-modules');
	const wanted = markerText(
		node,
		native.map((name) => `${name} ${packages[`node_modules/${name}`].version}`),
	);
	if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
	const loads = (name) =>
		spawnSync(node, ['-e', `require('${name}')`], { cwd: folder }).status === 0;
	for (const name of native.filter((name) => !loads(name))) borrowBuild(name, folder);
	const missing = native.filter((name) => !loads(name));
	if (missing.length > 0) {
		await runNpm(['rebuild', ...missing, '--foreground-scripts', '--ignore-scripts=false'], {
			folder,
			node,
			title: `Building ${missing.join(' and ')} for n8n`,
			hint: 'once, about a minute',
			env: headers(node),
		});
	}
	const still = native.filter((name) => !loads(name));
	if (still.length > 0)
		throw new Error(`${still.join(' and ')} can't be loaded, so n8n will not start.`);
	writeFileSync(marker, wanted);
}

/** What was built for the other n8n serves as well where it is of the same version and loads. */
function borrowBuild(name, folder) {
	const inModules = (host) => join(host, 'node_modules', name);
	const versionIn = (host) => readJson(join(inModules(host), 'package.json')).version;
	for (const other of Object.values(FOLDERS).map((each) => join(PINNED, each))) {
		const build = join(inModules(other), 'build');
		if (other === folder || !existsSync(build) || versionIn(other) !== versionIn(folder)) continue;
		cpSync(build, join(inModules(folder), 'build'), { recursive: true });
	}
}

function readJson(path) {
	return JSON.parse(readFileSync(path, 'utf8'));
}

function markerText(node, versions) {
	const { stdout } = spawnSync(node, ['-p', 'process.versions.modules'], { encoding: 'utf8' });
	return [...versions, `ABI ${stdout.trim()}`].join('\n');
}

/** The package of Node 24 brings its headers; with them node-gyp has nothing to download. */
function headers(node) {
	const prefix = join(dirname(node), '..');
	return existsSync(join(prefix, 'include', 'node', 'node.h'))
		? { npm_config_nodedir: prefix }
		: {};
}
