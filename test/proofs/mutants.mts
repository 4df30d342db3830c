// `node test/proofs/mutants.mts --count 100 --seed 1`: do the floors unit and contract notice when
// one operator, constant or condition of the shipped code that somebody wrote is another?
//
// The sample is drawn evenly over the rooms, by their lines. All mutants of it lie in one copy of the
// checkout, each behind a switch; one run tells which test file reaches which mutant, and then
// each mutant runs with the files that reach it, the quickest first, until one fails.
// Needs Node.js 24 and the installed tools (`npm run test:unit` sees to both). Hours, or minutes for few.
import { Command, InvalidArgumentError } from 'commander';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seededRandom } from './faults/stage/random.mts';
import { copyTree, drawMutants, plant, type Mutant } from './mutants/schemata.mts';

interface Options {
	count: number;
	seed: number;
	root: string;
	only?: number[];
	keep?: boolean;
}

/** How a mutant fared: the test that noticed it, if any. */
type Outcome = { mutant: Mutant; noticed?: string };

/** A file of tests with the mutants that it reaches and how long it took. */
type Reach = { file: string; ids: number[]; tookMs: number };

const options = new Command('node test/proofs/mutants.mts')
	.description(
		'Changes one thing of the shipped code at a time and tells which change no test notices.',
	)
	.option('--count <number>', 'how many changes', whole, 100)
	.option('--seed <number>', 'repeats the sample', whole, randomInt(2 ** 32 - 1))
	.option(
		'--root <folder>',
		'another checkout',
		resolve,
		fileURLToPath(new URL('../..', import.meta.url)),
	)
	.option('--only <ids>', 'of the sample, as it is printed', (text) => text.split(',').map(whole))
	.option('--keep', 'keeps the copy, where MUTANT=<id> turns a change on')
	.parse()
	.opts<Options>();

/** A file may take so many times as long as in the first run, and this long more. */
const PATIENCE = 10;
const LEAST_PATIENCE_MS = 120_000;

const JEST_CONFIG = `
import config from './jest.config.mjs';
const floors = config.projects.filter(({ displayName }) => /^(unit|contract)$/.test(displayName));
export default {
	...config,
	maxWorkers: 1,
	testSequencer: '<rootDir>/mutants.order.cjs',
	projects: floors.map((floor) => ({ ...floor, setupFilesAfterEnv: ['<rootDir>/mutants.switch.cjs'] })),
};
`;

const SWITCH = `
const { appendFileSync } = require('node:fs');
const reached = new Set();
const active = Number(process.env.MUTANT ?? -1);
globalThis.isMutant = (id) => {
	reached.add(id);
	return id === active;
};
if (process.env.MUTANTS_REACHED) afterAll(() => {
	const file = expect.getState().testPath;
	appendFileSync(process.env.MUTANTS_REACHED, JSON.stringify({ file, ids: [...reached] }) + '\\n');
});
`;

const ORDER = `
const { default: Sequencer } = require('@jest/test-sequencer');
const order = JSON.parse(process.env.MUTANTS_ORDER ?? '[]');
const placeOf = ({ path }) => order.findIndex((file) => path.endsWith(file));
module.exports = class extends Sequencer {
	sort(tests) {
		return [...tests].sort((one, other) => placeOf(one) - placeOf(other));
	}
};
`;

const jest = [
	'--disable-warning=ExperimentalWarning',
	'--experimental-vm-modules',
	'node_modules/jest/bin/jest.js',
	...['--config', 'jest.mutants.mjs'],
];

const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
try {
	await main();
} finally {
	if (options.keep) console.log(`The copy is ${copy}`);
	else rmSync(copy, { recursive: true });
}

async function main(): Promise<void> {
	const { count, seed, root, only } = options;
	console.log(`${count} mutants of ${root}, seed ${seed}`);
	const mutants = drawMutants(root, count, seededRandom(seed));
	copyTree(root, copy);
	const built = await run(['node_modules/@n8n/node-cli/bin/n8n-node.mjs', 'build']);
	if (built.code !== 0) throw new Error(built.printed);
	const changed = plant(copy, mutants);
	writeFileSync(join(copy, 'jest.mutants.mjs'), JEST_CONFIG);
	writeFileSync(join(copy, 'mutants.switch.cjs'), SWITCH);
	writeFileSync(join(copy, 'mutants.order.cjs'), ORDER);

	const reaches = await findReaches(changed);
	const outcomes: Outcome[] = [];
	for (const mutant of mutants.filter(({ id }) => only?.includes(id) ?? true)) {
		const noticed = await whatNotices(mutant, reaches);
		outcomes.push({ mutant, noticed });
		console.log(`${lineOf(mutant)}\n\t${noticed ?? 'NOT NOTICED'}`);
	}
	printSum(outcomes);
}

/** What each file of tests reaches, without those that fail by themselves; the quickest first. */
async function findReaches(changed: string[]): Promise<Reach[]> {
	const [record, results] = [join(copy, 'reached.jsonl'), join(copy, 'results.json')];
	writeFileSync(record, '');
	// The floor contract loads what was built, so that jest can't tell what it has to do with.
	const related = await run([
		...jest,
		'--selectProjects',
		'unit',
		'--listTests',
		'--findRelatedTests',
		...changed,
	]);
	const files = related.printed.split('\n').filter((line) => line.startsWith('/'));
	await run([...jest, '--json', '--outputFile', results, ...patternsOf(files), 'test/contract/'], {
		MUTANTS_REACHED: record,
	});
	const { testResults } = JSON.parse(readFileSync(results, 'utf8')) as {
		testResults: { name: string; status: string; startTime: number; endTime: number }[];
	};
	const reached = new Map<string, number[]>();
	for (const line of readFileSync(record, 'utf8').split('\n').filter(Boolean)) {
		const { file, ids } = JSON.parse(line) as { file: string; ids: number[] };
		reached.set(file, ids);
	}
	for (const { name, status } of testResults) {
		if (status !== 'passed') console.log(`Left out, fails by itself: ${relative(copy, name)}`);
	}
	return testResults
		.filter(({ name, status }) => status === 'passed' && reached.has(name))
		.map(({ name, startTime, endTime }) => ({
			...{ file: name, ids: reached.get(name)!, tookMs: endTime - startTime },
		}))
		.sort((one, other) => one.tookMs - other.tookMs);
}

async function whatNotices({ id }: Mutant, reaches: Reach[]): Promise<string | undefined> {
	const reaching = reaches.filter(({ ids }) => ids.includes(id));
	if (reaching.length === 0) return undefined;
	const files = reaching.map(({ file }) => file);
	const longestMs = reaching[reaching.length - 1].tookMs;
	const { code, printed } = await run(
		[...jest, '--bail', ...patternsOf(files)],
		{ MUTANT: `${id}`, MUTANTS_ORDER: JSON.stringify(files) },
		LEAST_PATIENCE_MS + PATIENCE * longestMs,
	);
	if (code === 0) return undefined;
	const [file, test] = [/^FAIL +\S+ (\S+)/m.exec(printed), /^ +● (.*)$/m.exec(printed)];
	return file ? `${file[1]}: ${test?.[1]}` : `took too long`;
}

/** Runs a program in the copy, and ends it where it stays silent for too long. */
function run(
	args: string[],
	env: Record<string, string> = {},
	patienceMs = 3_600_000,
): Promise<{ code: number | null; printed: string }> {
	const child = spawn(process.execPath, args, {
		cwd: copy,
		env: { ...process.env, CI: 'true', ...env },
	});
	let printed = '';
	const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => {
			printed += text;
			timer.refresh();
		});
	}
	return new Promise((done, fail) => {
		child.once('error', fail).once('close', (code) => {
			clearTimeout(timer);
			done({ code, printed });
		});
	});
}

function printSum(outcomes: Outcome[]): void {
	const kinds = Map.groupBy(outcomes, ({ mutant }) => mutant.kind);
	const sumOf = (some: Outcome[]) =>
		`${some.filter(({ noticed }) => noticed).length} of ${some.length}`;
	console.log('\nNoticed:');
	for (const [kind, some] of [...kinds, ['all', outcomes] as const])
		console.log(`\t${kind}: ${sumOf(some)}`);
	const left = outcomes.filter(({ noticed }) => !noticed);
	console.log(`\nNot noticed:\n${left.map(({ mutant }) => lineOf(mutant)).join('\n')}`);
}

function lineOf({ id, file, line, kind, original, mutated }: Mutant): string {
	const short = (text: string) => text.replace(/\s+/g, ' ');
	return `${id} ${file}:${line} ${kind}: ${short(original)} -> ${short(mutated)}`;
}

function patternsOf(files: string[]): string[] {
	return files.map((file) => relative(copy, file));
}

function whole(text: string): number {
	const number = Number(text);
	if (Number.isInteger(number) && number >= 0) return number;
	throw new InvalidArgumentError('It is a whole number.');
}
