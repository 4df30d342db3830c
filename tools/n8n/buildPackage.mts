import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ROOT } from './paths.mts';

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
