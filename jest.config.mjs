import { createRequire } from 'node:module';

// Four floors, each quick to explain: unit (pure code; that of the tools apart), contract (the built package in n8n-core's
// contexts against the simulator), package (the tarball), e2e (a real n8n). `npm test` runs them; with
// the oldest n8n, `npm run test:oldest` runs contract-oldest and e2e. What holds under faults, attack and
// load, and what takes minutes without a word on the package, is proofs, of which `npm run proofs:short`
// runs a little of each.
const floor = (name, options = {}) => ({
	displayName: name,
	rootDir: '.',
	testMatch: [`<rootDir>/test/${name}/**/*.test.mts`],
	extensionsToTreatAsEsm: ['.mts'],
	moduleFileExtensions: ['mts', 'ts', 'mjs', 'js', 'cjs', 'json', 'node'],
	transform: {
		'\\.mts$': [
			'@swc/jest',
			{
				jsc: {
					parser: { syntax: 'typescript' },
					target: 'es2023',
					experimental: { keepImportAttributes: true },
				},
				module: { type: 'es6' },
			},
		],
		'\\.ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
	modulePathIgnorePatterns: [
		'<rootDir>/dist/',
		'<rootDir>/tools/n8n/pinned/',
		'<rootDir>/.cache/',
		'<rootDir>/.n8n-host/',
	],
	testEnvironment: 'node',
	...options,
});

// The core of the oldest n8n that the README claims, with the n8n-workflow of its own, for all that
// loads either of them: the built package as well.
const oldestCore = () => {
	const core = createRequire(import.meta.url).resolve('n8n-core-oldest');
	return { '^n8n-core$': core, '^n8n-workflow$': createRequire(core).resolve('n8n-workflow') };
};

export default {
	projects: [
		floor('unit'),
		floor('tools'),
		floor('contract'),
		floor('contract-oldest', {
			// Whatever a core does differently: contexts, items, outputs, exceptions, files and crons.
			testMatch: [
				'action/{decode,errorOutput,router,sendSample,systemWords}',
				'action/{download,tool}/*',
				'action/operations/{getMany,manyItems,pickers,refusals}',
				'registration/*',
				'trigger/{answers,handOver,handOver.outcomes,keyRotation,keys,largeBody,life,routing,searchPushDomains,setupPage}',
			].map((path) => `<rootDir>/test/contract/${path}.test.mts`),
			moduleNameMapper: oldestCore(),
		}),
		floor('package'),
		floor('e2e', {
			globalSetup: '<rootDir>/test/e2e/stage/n8nOfTheRun.mts',
			globalTeardown: '<rootDir>/test/e2e/stage/endOfTheRun.mts',
		}),
		floor('proofs'),
	],
	// Four files at a time keep two cores busy: an n8n and its test wait for each other, the network
	// and the browser for a third of the time.
	maxWorkers: 4,
	// Modules of a file that ran are never freed: without this each process grows to 3 GB, and the
	// last files wait for its garbage collection.
	workerIdleMemoryLimit: '800MB',
	testSequencer: '<rootDir>/test/longFirst.mjs',
	// Ends what hangs. A wait inside a test ends long before, and says what never came.
	testTimeout: 600_000,
};
