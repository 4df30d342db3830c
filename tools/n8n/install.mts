import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	chmodSync,
	closeSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { extract } from 'tar';

import { freePort, nodeForN8n, PINNED, ROOT, waitUntil } from './machine.mts';

/** Everything that ends up in dist, or decides what does. */
const SOURCES = ['nodes', 'credentials', 'icons', 'package.json', 'tsconfig.json'];

/** Lies in dist, so a build that fails half-way, having emptied dist, has none. */
const MARKER = join(ROOT, 'dist', '.built-from');

/** Whether dist was built from the sources as they are. */
export function isBuilt(): boolean {
	return existsSync(MARKER) && readFileSync(MARKER, 'utf8') === fingerprintOfSources();
}

/** Notes that dist is what the sources give. */
export function markBuilt(): void {
	writeFileSync(MARKER, fingerprintOfSources());
}

const SHOWN_LINES = 25;

/**
 * Builds the package with the project's own build.
 *
 * @throws Error with the end of the build's output if it fails
 */
export async function buildPackage(): Promise<void> {
	const gulp = join('node_modules', 'gulp', 'bin', 'gulp.js');
	const child = spawn(process.execPath, [gulp, 'build'], {
		cwd: ROOT,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const chunks: Buffer[] = [];
	child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
	child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
	const code = await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (code !== 0) {
		throw new Error(`The package does not build:\n${readable(Buffer.concat(chunks).toString())}`);
	}
}

/** The end of the output without the spinner's frames. */
function readable(output: string): string {
	const lines = stripVTControlCharacters(output).split(/[\r\n]+/);
	return lines
		.filter((line) => line.trim() !== '' && !/[◐◓◑◒]|^ +at /.test(line))
		.slice(-SHOWN_LINES)
		.join('\n');
}

function fingerprintOfSources(): string {
	const hash = createHash('sha256');
	for (const source of SOURCES) {
		for (const path of filesOf(source)) hash.update(path).update(readFileSync(join(ROOT, path)));
	}
	return hash.digest('hex');
}

function filesOf(path: string): string[] {
	if (path.includes('.')) return [path];
	return readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
		.sort();
}

interface Manifest {
	name: string;
	version: string;
	n8n: { nodes: string[] };
	[key: string]: unknown;
}

/**
 * Puts the built package where n8n keeps community packages, as n8n's own install leaves it there:
 * packed, unpacked, and without the dependencies that n8n strips. Node types then read
 * `n8n-nodes-tencent-lvb.tencentLvbTrigger`. n8n loads it at its next start.
 *
 * @param tarball What `pack` made; packed now, which takes npm some seconds, unless given
 * @throws Error if the package is not built
 */
export async function installPackage(userFolder: string, tarball?: string): Promise<void> {
	const manifest = readManifest(ROOT);
	const missing = manifest.n8n.nodes.find((path) => !existsSync(join(ROOT, path)));
	if (missing) throw new Error(`${missing} is missing. Run \`npm run build\` first.`);
	const nodes = join(userFolder, '.n8n', 'nodes');
	const folder = join(nodes, 'node_modules', manifest.name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const target = mkdtempSync(join(tmpdir(), 'n8n-package-'));
	try {
		await extract({ file: tarball ?? pack(target), cwd: folder, strip: 1 });
	} finally {
		rmSync(target, { recursive: true, force: true });
	}
	writeJson(join(folder, 'package.json'), asInstalled(manifest));
	writeJson(join(nodes, 'package.json'), {
		name: 'installed-nodes',
		private: true,
		dependencies: { [manifest.name]: manifest.version },
	});
}

/** n8n strips these before it runs `npm install` inside the package. */
function asInstalled(manifest: Manifest): Manifest {
	const copy = { ...manifest };
	delete copy.devDependencies;
	delete copy.peerDependencies;
	delete copy.optionalDependencies;
	return copy;
}

function readManifest(folder: string): Manifest {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function writeJson(path: string, value: unknown): void {
	writeFileSync(path, JSON.stringify(value, null, '\t'));
}

/**
 * Packs the built package as npm would publish it; gives the path of the tarball in `folder`, which
 * must hold no other.
 */
export function pack(folder: string): string {
	const args = ['pack', '--ignore-scripts', '--loglevel=error', `--pack-destination=${folder}`];
	const [program, ...first] = npm();
	execFileSync(program, [...first, ...args], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
	const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
	if (!tarball) throw new Error('npm pack left no tarball');
	return join(folder, tarball);
}

/** The program and first arguments that run npm: the one that started this process, if one did. */
export function npm(): [string, ...string[]] {
	const entry = process.env.npm_execpath;
	return entry && basename(entry) === 'npm-cli.js' ? [process.execPath, entry] : ['npm'];
}

/**
 * Puts an `npm` into `folder` that asks `registry` whatever registry it is told to ask: n8n names
 * npm's public one with most calls, and takes another only with a licence.
 *
 * @returns the PATH that lets n8n find it first
 */
export function pathWithNpmFor(registry: string, folder: string): string {
	mkdirSync(folder, { recursive: true });
	const path = join(folder, 'npm');
	writeFileSync(path, script(registry, whole(npm())));
	chmodSync(path, 0o755);
	return [folder, process.env.PATH].join(delimiter);
}

const script = (registry: string, command: string[]) => `#!/bin/sh
export npm_config_registry='${registry}'
for argument in "$@"; do
	case "$argument" in --registry=*) argument='--registry=${registry}' ;; esac
	set -- "$@" "$argument"
	shift
done
exec ${command.map((part) => `'${part}'`).join(' ')} "$@"
`;

/** With the program's full path, so that the script does not find itself. */
function whole([program, ...first]: string[]): string[] {
	const found = execFileSync('sh', ['-c', 'command -v "$0"', program], { encoding: 'utf8' });
	return [found.trim(), ...first];
}

const VERDACCIO = join(PINNED, 'registry', 'node_modules', 'verdaccio', 'bin', 'verdaccio');
const END_WITH_PARENT = join(ROOT, 'tools', 'n8n', 'endWithParent.cjs');

/** Holds what is published to it and asks no other registry. */
const CONFIGURATION = `
storage: ./storage
auth: {}
uplinks: {}
packages:
  '**': { access: $all, publish: $anonymous, unpublish: $anonymous }
log: { type: stdout, format: json, level: warn }
`;

/** A package registry on the loopback address. */
export interface Registry {
	url: string;
	/** Publishes a package that lies unpacked in a folder, under the version of its package.json. */
	publish(folder: string): Promise<void>;
	stop(): Promise<void>;
}

/**
 * Starts an empty registry that keeps its packages in `folder`.
 *
 * @throws Error with the registry's log if it never answers
 */
export async function startRegistry(folder: string): Promise<Registry> {
	mkdirSync(folder, { recursive: true });
	const config = join(folder, 'config.yaml');
	writeFileSync(config, CONFIGURATION);
	const url = `http://127.0.0.1:${await freePort()}`;
	const logFile = join(folder, 'registry.log');
	const log = openSync(logFile, 'a');
	const child = spawn(
		nodeForN8n(),
		['--require', END_WITH_PARENT, VERDACCIO, '--config', config, '--listen', url],
		{ cwd: folder, stdio: ['ignore', log, log] },
	);
	closeSync(log);
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const answers = async () => {
		if (child.exitCode !== null) throw new Error(`The registry ended:\n${readFileSync(logFile)}`);
		return (await fetch(`${url}/-/ping`).catch(() => undefined))?.ok;
	};
	const registry: Registry = {
		url,
		async publish(folder) {
			const [program, ...first] = npm();
			const token = `--//${new URL(url).host}/:_authToken=anyone`;
			await promisify(execFile)(program, [
				...[...first, 'publish', folder, '--ignore-scripts', `--registry=${url}`, token],
			]);
		},
		async stop() {
			child.kill();
			await ended;
		},
	};
	await waitUntil(answers, { what: 'the registry to answer' });
	return registry;
}
