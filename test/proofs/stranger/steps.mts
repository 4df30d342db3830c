import { execFile, execFileSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { ROOT } from '../../package/packPackage.mts';

/** What is written into a file, made from what it holds; undefined where there is none. */
export type Writing = (before: string | undefined) => string;

/** A copy of the repository as somebody has it who just cloned it and installed the tools. */
export interface Checkout {
	root: string;
	/** Does what the steps ask for; throws with all that a command printed if it fails. */
	follow(doings: Doing[], writings: Record<string, Writing>): Promise<void>;
	/** Runs a script in the copy under this Node; gives what it printed. */
	run(...args: string[]): Promise<string>;
	remove(): void;
}

export function checkout(): Checkout {
	const root = mkdtempSync(join(tmpdir(), 'stranger-'));
	for (const path of trackedFiles()) cpSync(join(ROOT, path), join(root, path));
	symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));

	function write(path: string, writing: Writing): void {
		const file = join(root, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, writing(existsSync(file) ? readFileSync(file, 'utf8') : undefined));
	}

	return {
		root,
		async follow(doings, writings) {
			const left = new Set(Object.keys(writings));
			for (const { kind, text } of doings) {
				if (kind === 'command') assertPlain(text, await runIn(root, text.split(' ')));
				else if (left.delete(text)) write(text, writings[text]);
				// A file that is only to be looked at has to be there.
				else if (!existsSync(join(root, text))) throw new Error(`There is no ${text}`);
			}
			if (left.size > 0) throw new Error(`No step asks for ${[...left].join(', ')}`);
		},
		run: (...args) => runIn(root, [process.execPath, ...args]),
		remove: () => rmSync(root, { recursive: true }),
	};
}

function trackedFiles(): string[] {
	const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
	const listed = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' });
	return listed.split('\0').filter((path) => path !== '' && existsSync(join(ROOT, path)));
}

/** What is no terminal gets lines, not the frames of a spinner. */
function assertPlain(command: string, printed: string): void {
	const frames = /[\x1b\r].*/.exec(printed);
	if (frames) throw new Error(`${command} printed ${JSON.stringify(frames[0])}`);
}

function runIn(cwd: string, [program, ...args]: string[]): Promise<string> {
	// What jest and an outer npm set for themselves must not reach what runs inside.
	const env = Object.fromEntries(
		Object.entries(process.env).filter(
			([name]) =>
				!/^(CI|FORCE_COLOR|NODE_ENV|NODE_OPTIONS|JEST_.*|npm_(?!execpath).*)$/i.test(name),
		),
	);
	return new Promise((resolve, reject) => {
		execFile(program, args, { cwd, env, maxBuffer: 1e8 }, (error, stdout, stderr) => {
			if (!error) resolve(stdout);
			else reject(new Error(`${[program, ...args].join(' ')}\n${stdout}\n${stderr}`));
		});
	});
}

/** One thing that a step asks for: a file to write or to look at, or a command to run. */
export type Doing = { kind: 'file' | 'command'; text: string };

const PATH = /^[\w.-]+(\/[\w.<>-]+)*\.(json|md|mts|ts)$/;

/**
 * What the numbered steps below a heading of CONTRIBUTING.md ask for, in order. Placeholders such as
 * `<event>` are replaced; code that is neither a path nor an npm command is only talked about.
 *
 * @throws Error if the heading or a placeholder's value is missing
 */
export function readSteps(heading: string, values: Record<string, string>): Doing[] {
	const text = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
	const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
	if (!section) throw new Error(`CONTRIBUTING.md has no section "${heading}"`);
	const steps = section.split('\n').filter((line) => /^\d+\. /.test(line));
	return steps.flatMap((step) =>
		[...step.matchAll(/`([^`]+)`/g)].flatMap(([, code]): Doing[] => {
			const kind = code.startsWith('npm ') ? 'command' : PATH.test(code) ? 'file' : undefined;
			return kind ? [{ kind, text: filledIn(code, values) }] : [];
		}),
	);
}

function filledIn(code: string, values: Record<string, string>): string {
	return code.replace(/<(\w+)>/g, (placeholder, name: string) => {
		if (values[name] === undefined) throw new Error(`Nobody knows what ${placeholder} stands for`);
		return values[name];
	});
}
