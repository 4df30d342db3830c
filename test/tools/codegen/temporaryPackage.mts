import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Order } from './generatorThread.mts';

const ROOT = resolve(import.meta.dirname, '../../..');
const PARTS = ['catalogue', 'credentials', 'docs', 'nodes', 'README.md'];

/** What the generator ended with. */
export type Outcome = { code: number; output: string };

/** A copy of what the generator reads and writes, thrown away by `remove`. */
export type TemporaryPackage = {
	root: string;
	read(path: string): Promise<string>;
	write(path: string, text: string): Promise<void>;
	generate(command: 'write' | 'check'): Promise<Outcome>;
	remove(): Promise<void>;
};

/** Copies this package's catalogue and generated files to a folder of their own. */
export async function temporaryPackage(): Promise<TemporaryPackage> {
	const root = await mkdtemp(join(tmpdir(), 'codegen-'));
	await Promise.all(
		PARTS.map((part) => cp(join(ROOT, part), join(root, part), { recursive: true })),
	);
	return {
		root,
		read: (path) => readFile(join(root, path), 'utf8'),
		write: (path, text) => writeFile(join(root, path), text),
		generate: (command) => generate({ command, root }),
		remove: () => rm(root, { recursive: true }),
	};
}

// Not in jest's own realm, where the formatter is three times as slow.
let thread: Worker | undefined;
afterAll(async () => void (await thread?.terminate()));

async function generate(order: Order): Promise<Outcome> {
	thread ??= new Worker(join(import.meta.dirname, 'generatorThread.mts'));
	const outcome = once(thread, 'message') as Promise<[Outcome]>;
	thread.postMessage(order);
	return (await outcome)[0];
}

/** Runs the command that people run. */
export async function runGenerator(args: string[]): Promise<Outcome> {
	const run = promisify(execFile)(
		process.execPath,
		[join(ROOT, 'tools/codegen/run.mts'), ...args],
		{
			cwd: dirname(ROOT),
		},
	);
	return run.then(
		({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
		(failure: { code: number; stdout: string; stderr: string }) => ({
			code: failure.code,
			output: failure.stdout + failure.stderr,
		}),
	);
}
