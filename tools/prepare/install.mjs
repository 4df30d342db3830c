import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withProgress } from './progress.mjs';

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

/** Installs the package registry that the test of n8n's own install asks. */
export async function installRegistry(node) {
	await installPackages({
		folder: join(PINNED, 'registry'),
		title: 'a package registry for the tests',
		node,
		freeGigabytes: 0.3,
	});
}

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

/** The script of the npm that started this process, undefined if something else did. */
export function npmEntry() {
	const entry = process.env.npm_execpath;
	return entry && basename(entry) === 'npm-cli.js' ? entry : undefined;
}

/**
 * Runs npm in `folder` under `node`, one line of progress in place of its output; throws a plain
 * text where it fails, and leaves the output in .cache/.
 */
export async function runNpm(args, { folder, node, title, hint, env = {}, afterwards }) {
	await withProgress({ title, hint }, async () => {
		const { code, output } = await collect(args, { folder, node, env });
		if (code === 0) return afterwards?.();
		const log = join(ROOT, '.cache', 'npm-failed.txt');
		mkdirSync(dirname(log), { recursive: true });
		writeFileSync(log, output);
		throw new Error(
			`${title} did not work: ${explainNpmFailure(output)}\nnpm's whole output: ${log}`,
		);
	});
}

function collect(args, { folder, node, env }) {
	const entry = npmEntry();
	const child = spawn(entry ? node : 'npm', entry ? [entry, ...args] : args, {
		cwd: folder,
		stdio: ['ignore', 'pipe', 'pipe'],
		shell: !entry && process.platform === 'win32',
		env: { ...outerEnvironment(), ...env, PATH: [dirname(node), process.env.PATH].join(delimiter) },
	});
	// Two npm in one folder would spoil each other's work, so it does not outlive this process.
	const kill = () => child.kill();
	process.once('exit', kill);
	const chunks = [];
	child.stdout.on('data', (chunk) => chunks.push(chunk));
	child.stderr.on('data', (chunk) => chunks.push(chunk));
	return new Promise((resolve, reject) => {
		child.once('error', (error) =>
			reject(
				error.code === 'ENOENT'
					? new Error('npm was not found. It comes with Node.js: https://nodejs.org')
					: error,
			),
		);
		child.once('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString() }));
	}).finally(() => process.off('exit', kill));
}

/** The environment without what an outer `npm start` put there about itself; settings stay. */
function outerEnvironment() {
	const own = (key) =>
		/^npm_(lifecycle|package|command|node_execpath|config_(local_prefix|ignore_scripts|user_agent))/.test(
			key,
		);
	return Object.fromEntries(Object.entries(process.env).filter(([key]) => !own(key)));
}

const SHOWN_LINES = 12;

/** What to do where the registry does not answer. */
export const UNREACHABLE =
	'Check the network, `npm config get registry` and `npm config get proxy`, and run the same command again.';

/** What npm's output looks like when it fails for a reason that a person can remove, and how. */
const REASONS = [
	{
		pattern: /ENOSPC|no space left on device/i,
		text: 'the disk is full. Free some space and run the same command again.',
	},
	// Before the network: the module first looks for a finished build, which may be out of reach too.
	{
		pattern:
			/find Python|not found: make|make: not found|g\+\+: (command )?not found|(cc1plus|g\+\+): No such file|Visual Studio/i,
		text:
			'a database module has to be compiled, and no compiler was found. Install python3, make and g++ ' +
			'(Debian, Ubuntu: apt-get install python3 make g++) and run the same command again.',
	},
	{
		pattern:
			/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT|FETCH_ERROR)\b/,
		text: `the package registry could not be reached. ${UNREACHABLE}`,
	},
	{
		pattern: /\bE40[1347]\b/,
		text: 'the package registry refused a package. `npm config get registry` shows which one is asked; it must offer all public packages.',
	},
	{
		pattern: /\b(EACCES|EPERM|EROFS)\b/,
		text: 'a file could not be written. Make sure that this folder and the npm cache belong to you.',
	},
	{
		pattern: /\bEUSAGE\b/,
		text: 'package.json and package-lock.json do not agree. Run `npm install` in that folder and commit the lock file.',
	},
	{
		pattern: /\bEINTEGRITY\b/,
		text: 'a package differs from the one that was locked. Run `npm cache verify` and the same command again.',
	},
	{
		pattern: /heap out of memory|Killed|ENOMEM/,
		text: 'there was not enough memory; npm needs about 4 GB for this.',
	},
];

/** One or two sentences that name the reason and the way out, or npm's last lines. */
export function explainNpmFailure(output) {
	const reason = REASONS.find(({ pattern }) => pattern.test(output));
	if (reason) return reason.text;
	const lines = output.trim().split('\n').slice(-SHOWN_LINES);
	return `npm's last words were\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

/** The folder of the package. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What is installed as its lock files say: n8n, Node.js and a package registry. */
export const PINNED = join(ROOT, 'tools', 'n8n', 'pinned');
