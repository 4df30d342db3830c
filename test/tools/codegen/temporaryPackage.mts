import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(import.meta.dirname, '../../..');
const PARTS = ['catalogue', 'credentials', 'docs', 'nodes', 'README.md'];

/** What a run of the generator ended with. */
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
		generate: (command) => runGenerator([command, '--root', root]),
		remove: () => rm(root, { recursive: true }),
	};
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
