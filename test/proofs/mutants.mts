// `node test/proofs/mutants.mts --count 100 --seed 1`: do the floors unit and contract notice when
// one operator, constant or condition of the shipped code that somebody wrote is another?
//
// The sample is drawn evenly over the rooms, by their lines. All mutants of it lie in one copy of the
// checkout, each behind a switch, and one run tells which test file reaches which mutant. Then,
// round by round, each mutant that nothing has noticed yet gets a file that reaches it, the quickest
// first: a file of a round sees one mutant alone. Needs Node.js 24 and the installed tools
// (`npm run test:unit` sees to both). Hours; `--skip` leaves out the test files that take most of them.
import { Command, InvalidArgumentError } from 'commander';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seededRandom } from './faults/events.mts';
import { copyTree, drawMutants, plant, type Mutant } from './mutants/schemata.mts';

interface Options {
	count: number;
	seed: number;
	root: string;
	only?: number[];
	skip?: string;
	keep?: boolean;
}

/** A file of tests with the mutants that it reaches and how long it took. */
type Reach = { file: string; ids: number[]; tookMs: number };

/** A file of tests as jest tells of it. */
type Result = { name: string; status: string; message: string; startTime: number; endTime: number };

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
	.option('--skip <pattern>', 'leaves out the test files whose path it matches')
	.option('--keep', 'keeps the copy, where MUTANT=<id> turns a change on')
	.parse()
	.opts<Options>();

/** How long jest may be silent: so many times as long as the longest file of a round took, and this long more. */
const PATIENCE = 5;
const LEAST_PATIENCE_MS = 60_000;

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
const file = expect.getState().testPath;
const active = JSON.parse(process.env.MUTANTS_BY_FILE ?? '{}')[file] ?? Number(process.env.MUTANT ?? -1);
process.env.MUTANT = String(active);
const reached = new Set();
globalThis.isMutant = (id) => {
	reached.add(id);
	return id === active;
};
if (process.env.MUTANTS_REACHED) afterAll(() => {
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
	// The checkout may change while this runs.
	copyTree(root, copy);
	const mutants = drawMutants(copy, count, seededRandom(seed));
	const built = await run(['node_modules/@n8n/node-cli/bin/n8n-node.mjs', 'build']);
	if (built.code !== 0) throw new Error(built.printed);
	plant(copy, mutants);
	writeFileSync(join(copy, 'jest.mutants.mjs'), JEST_CONFIG);
	writeFileSync(join(copy, 'mutants.switch.cjs'), SWITCH);
	writeFileSync(join(copy, 'mutants.order.cjs'), ORDER);

	const chosen = mutants.filter(({ id }) => only?.includes(id) ?? true);
	const reaches = await findReaches();
	printSum(chosen, await whatIsNoticed(chosen, reaches));
}

/** What each file of tests reaches, without those that fail by themselves; the quickest first. */
async function findReaches(): Promise<Reach[]> {
	const [record, results] = [join(copy, 'reached.jsonl'), join(copy, 'results.json')];
	writeFileSync(record, '');
	const skip = options.skip ? [`--testPathIgnorePatterns=${options.skip}`] : [];
	await run([...jest, ...skip, '--json', '--outputFile', results], { MUTANTS_REACHED: record });
	const testResults = resultsIn(results);
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

/** The test that noticed it, by mutant. */
async function whatIsNoticed(mutants: Mutant[], reaches: Reach[]): Promise<Map<number, string>> {
	const noticed = new Map<number, string>();
	const waiting = mutants.map(({ id }) => ({
		id,
		files: reaches.filter(({ ids }) => ids.includes(id)).map(({ file }) => file),
	}));
	for (let round = 1; ; round += 1) {
		const mutantOf: Record<string, number> = {};
		for (const { id, files } of waiting) {
			const at = noticed.has(id) ? -1 : files.findIndex((file) => !(file in mutantOf));
			if (at >= 0) mutantOf[files.splice(at, 1)[0]] = id;
		}
		const files = reaches.map(({ file }) => file).filter((file) => file in mutantOf);
		if (files.length === 0) return noticed;
		for (const { name, status, message } of await runRound(files, mutantOf, reaches)) {
			if (status === 'passed') continue;
			const test = /● (.*)/.exec(message)?.[1] ?? message;
			noticed.set(mutantOf[name], `${relative(copy, name)}: ${test}`);
		}
		console.log(`Round ${round}: ${files.length} files, ${noticed.size} mutants noticed so far`);
	}
}

/** Runs files, each with its mutant. One that never ends counts as failed, and those behind it run anew. */
async function runRound(
	files: string[],
	mutantOf: Record<string, number>,
	reaches: Reach[],
): Promise<Pick<Result, 'name' | 'status' | 'message'>[]> {
	if (files.length === 0) return [];
	const results = join(copy, 'results.json');
	const times = reaches.filter(({ file }) => files.includes(file)).map(({ tookMs }) => tookMs);
	const { code, printed } = await run(
		[...jest, '--forceExit', '--json', '--outputFile', results, ...patternsOf(files)],
		{ MUTANTS_BY_FILE: JSON.stringify(mutantOf), MUTANTS_ORDER: JSON.stringify(files) },
		LEAST_PATIENCE_MS + PATIENCE * Math.max(...times),
	);
	if (code !== null) return resultsIn(results);
	const done = [...printed.matchAll(/^(PASS|FAIL) +\S+ (\S+)/gm)].map(([, word, name]) => ({
		...{ name: join(copy, name), status: word === 'PASS' ? 'passed' : 'failed', message: 'failed' },
	}));
	const [endless, ...others] = files.filter((file) => !done.some(({ name }) => name === file));
	return [
		...done,
		...(endless ? [{ name: endless, status: 'failed', message: 'took too long' }] : []),
		...(await runRound(others, mutantOf, reaches)),
	];
}

function resultsIn(path: string): Result[] {
	return (JSON.parse(readFileSync(path, 'utf8')) as { testResults: Result[] }).testResults;
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

function printSum(mutants: Mutant[], noticed: Map<number, string>): void {
	for (const mutant of mutants) {
		console.log(`${lineOf(mutant)}\n\t${noticed.get(mutant.id) ?? 'NOT NOTICED'}`);
	}
	console.log('\nNoticed:');
	const kinds = Map.groupBy(mutants, ({ kind }) => kind);
	for (const [kind, some] of [...kinds, ['all', mutants] as const]) {
		console.log(`\t${kind}: ${some.filter(({ id }) => noticed.has(id)).length} of ${some.length}`);
	}
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
