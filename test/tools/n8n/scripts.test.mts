import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../tools/n8n/machine.mts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const contributing = read('CONTRIBUTING.md');

const PREPARED = 'node tools/prepare/run.mjs ';

/** The steps of a script that prepares itself, each as its words. */
const stepsOf = (script: string): string[][] =>
	script
		.slice(PREPARED.length)
		.split(' , ')
		.map((step) => step.split(' ').filter((word) => !/^--(n8n|registry|browser)\b/.test(word)));

describe('the npm scripts', () => {
	test.each(Object.entries(scripts))('%s sets itself up', (_name, script) => {
		const others = script.split(' && ').map((part) => /^npm run (\S+)/.exec(part)?.[1]);
		const isChain = others.every((name) => name !== undefined && name in scripts);
		if (isChain) return;
		expect(script.startsWith(PREPARED)).toBe(true);
		const programs = stepsOf(script).map((words) => words.find((word) => !word.startsWith('--'))!);
		const unknown = programs.filter(
			(name) => !['gulp', 'jest'].includes(name) && !existsSync(join(ROOT, name)),
		);
		expect(unknown).toEqual([]);
	});

	test('are all in the table of CONTRIBUTING.md that tell of tests', () => {
		const told = Object.keys(scripts).filter((name) => /^(test|proofs|bench)/.test(name));
		const untold = told.filter(
			(name) => !contributing.includes(`| \`npm ${name === 'test' ? '' : 'run '}${name}\` |`),
		);
		// One floor each, which the table tells of in one row.
		expect(untold).toEqual(['test:contract', 'test:package']);
	});

	test('end lists of jest before whatever is appended', () => {
		const withList = Object.values(scripts).filter((script) =>
			/ jest .*--(selectProjects|ignoreProjects|testPathIgnorePatterns)/.test(script),
		);
		expect(withList.length).toBeGreaterThan(4);
		expect(withList.filter((script) => !script.endsWith(' --passWithNoTests=false'))).toEqual([]);
	});
});

test('npm test leaves the proofs out, also where one floor is selected', () => {
	expect(stepsOf(scripts.test).at(-1)).toEqual(
		expect.arrayContaining(['jest', '--ignoreProjects', 'proofs']),
	);
});

test('npm run proofs makes every proof by its own name', () => {
	expect(scripts.proofs.split(' && ')).toEqual([
		'npm run test:faults -- queue',
		'npm run test:faults -- regular',
		'npm run test:faults -- registration',
		'npm run test:fuzz',
		'npm run test:soak',
		'npm run test:oldest',
		'npm run bench -- --quick',
	]);
});

test('CI runs the tests, the short proofs, and the contract and the heart of the tests with the oldest n8n', () => {
	expect(read('.ci/run').match(/^npm .*(?= <)/gm)).toEqual([
		'npm test',
		'npm run proofs:short',
		'npm run test:oldest -- test/contract/ test/e2e/life.test.mts test/e2e/actionNode.test.mts',
	]);
});
