// One row per npm script that sets itself up. `steps` gives the argument lists for Node 24, `n8n`
// says whether a pinned n8n (about 3 GB) has to be there: the newest, or what `hostedN8n` or the
// variable HOSTED_N8N names; `registry` and `browser` say whether a package registry
// has to be there and whether Chromium is of use.
const GULP = 'node_modules/gulp/bin/gulp.js';

const gulp = (...tasks) => [GULP, ...tasks];

/** Ends a list of jest's, which would otherwise swallow a path. */
const END_OF_LIST = '--passWithNoTests=false';

const jest = (args, ...floors) => [
	'--disable-warning=ExperimentalWarning',
	'--experimental-vm-modules',
	'node_modules/jest/bin/jest.js',
	...(floors.length ? ['--selectProjects', ...floors, END_OF_LIST] : []),
	...args,
];

const list = (part) => (part === undefined ? [] : [part]);

/** A command of this list, which sets itself up. */
const command = (name, ...args) => ['tools/prepare.mjs', name, ...args];

/** Hours. */
const LONG_PROOFS = [
	command('test:faults'),
	command('test:fuzz'),
	command('test:soak'),
	command('test:oldest'),
	command('bench', '--quick'),
];

/**
 * Minutes: each proof with little of everything and the steps of CONTRIBUTING.md, or only those that
 * the arguments name.
 */
const shortProofs = (args) => [
	gulp('checked'),
	jest(args, 'proofs'),
	// A workflow's life from activation to deactivation, and the action node.
	...(args.length
		? []
		: [command('test:oldest', 'test/e2e/life.test.mts', 'test/e2e/actionNode.test.mts')]),
];

export const COMMANDS = {
	start: { n8n: true, steps: (args) => [['tools/demo/start.mts', ...args]] },
	bench: {
		n8n: true,
		steps: (args) => [gulp('checked'), ['--expose-gc', 'test/bench/run.mts', ...args]],
	},
	screenshots: {
		n8n: true,
		browser: true,
		steps: (args) => [gulp('checked'), ['tools/demo/screenshots.mts', ...args]],
	},
	simulator: { n8n: false, steps: (args) => [['tools/simulator/cli.mts', ...args]] },
	build: { n8n: false, steps: (args) => [gulp(...args)] },
	generate: { n8n: false, steps: () => [gulp('generate')] },
	'release:check': { n8n: false, steps: (args) => [['tools/release/check.mts', ...args]] },
	lint: { n8n: false, steps: () => [gulp('lint')] },
	test: {
		...{ n8n: true, registry: true, browser: true },
		steps: (args) => [gulp('checked'), jest(['--ignoreProjects', 'proofs', END_OF_LIST, ...args])],
	},
	proofs: {
		n8n: true,
		steps: ([length, ...args]) => (length === '--short' ? shortProofs(args) : LONG_PROOFS),
	},
	'test:unit': { n8n: false, steps: (args) => [jest(args, 'unit')] },
	'test:contract': {
		n8n: false,
		steps: (args) => [gulp('checked'), jest(args, 'contract', 'contract-oldest')],
	},
	'test:package': { n8n: false, steps: (args) => [gulp('checked'), jest(args, 'package')] },
	'test:e2e': {
		...{ n8n: true, registry: true, browser: true },
		steps: (args) => [gulp('checked'), jest(args, 'e2e')],
	},
	'test:oldest': {
		...{ n8n: true, registry: true, hostedN8n: 'oldest' },
		// Editor, recipes and demo belong to the newest one.
		steps: (args) => [
			gulp('checked'),
			jest(
				['--testPathIgnorePatterns=test/e2e/(browser/|recipes/|start)', END_OF_LIST, ...args],
				'e2e',
			),
		],
	},
	'test:faults': {
		n8n: true,
		steps: ([part, ...args]) => [
			gulp('checked'),
			...(part === 'registration' ? [] : [['test/proofs/faults/run.mts', ...list(part), ...args]]),
			...(part && part !== 'registration' ? [] : [['test/proofs/registration/run.mts', ...args]]),
		],
	},
	'test:fuzz': {
		n8n: true,
		steps: (args) => [gulp('checked'), ['test/proofs/attack/run.mts', ...args]],
	},
	'test:soak': {
		n8n: true,
		steps: (args) => [gulp('checked'), ['--expose-gc', 'test/proofs/soak/run.mts', ...args]],
	},
};
