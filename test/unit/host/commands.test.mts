import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../../tools/prepare/commands.mjs';
import { ROOT } from '../../../tools/n8n/machine.mts';

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	scripts: Record<string, string>;
};
const contributing = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
const stepsOf = (name: string, ...args: string[]) =>
	COMMANDS[name].steps(args).map((step) => step.join(' '));

describe('the npm scripts', () => {
	test.each(Object.entries(scripts))('%s is a command that sets itself up', (name, script) => {
		expect(script).toBe(`node tools/prepare.mjs ${name}`);
		expect(COMMANDS).toHaveProperty([name]);
	});

	test('are all in the table of CONTRIBUTING.md that tell of tests', () => {
		const told = Object.keys(scripts).filter((name) => /^(test|proofs|bench)/.test(name));
		const untold = told.filter(
			(name) => !contributing.includes(`| \`npm ${name === 'test' ? '' : 'run '}${name}\` |`),
		);
		// One floor each, which the table tells of in one row.
		expect(untold).toEqual(['test:contract', 'test:package']);
	});
});

describe('npm test', () => {
	test('leaves the proofs out, also where one floor is selected', () => {
		const [, jest] = stepsOf('test', '--selectProjects', 'contract');
		expect(jest).toMatch(/--ignoreProjects proofs --.*--selectProjects contract$/);
	});
});

describe('npm run proofs', () => {
	test('makes every proof by its own name', () => {
		expect(stepsOf('proofs').map((step) => step.replace('tools/prepare.mjs ', ''))).toEqual([
			'test:faults',
			'test:fuzz',
			'test:soak',
			'test:oldest',
			'bench --quick',
		]);
	});

	test('has a short form for CI, of all of them or of one', () => {
		const all = stepsOf('proofs', '--short');
		expect(all.at(-2)).toContain('--selectProjects proofs');
		expect(all.at(-1)).toContain('test:oldest test/e2e/life.test.mts');
		expect(stepsOf('proofs', '--short', 'attack').at(-1)).toMatch(
			/--selectProjects proofs .*attack$/,
		);
		const ci = readFileSync(join(ROOT, '.ci', 'run'), 'utf8');
		expect(ci.match(/^npm .*(?= <)/gm)).toEqual(['npm test', 'npm run proofs -- --short']);
	});
});
