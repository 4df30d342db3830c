import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { ROOT } from '../../tools/n8n/machine.mts';

const run = promisify(execFile);

describe('a quick run of the benchmark', () => {
	test('measures every part that needs no n8n, and leaves the results of the last whole run alone', async () => {
		const results = () => readFileSync(join(ROOT, 'test', 'bench', 'results.json'), 'utf8');
		const before = results();
		const { stdout } = await run(process.execPath, ['test/bench/run.mts', '--quick'], {
			cwd: ROOT,
			env: { ...process.env, NODE_OPTIONS: '' },
			maxBuffer: 1e8,
		});
		const lines = stdout.split('\n');
		const headings = lines.filter((line) => /^│ [A-Z-]+ +│$/.test(line));
		expect(headings.map((line) => line.slice(1, -1).trim())).toEqual([
			'PURE',
			'WEBHOOK',
			'ACTIVATION',
			'START',
		]);
		for (const what of [
			'streamBegin: verify and decode',
			'imageModeration: zod, hand-written mapping',
			"signature alone: Stripe's constructEvent",
			'this trigger adds',
			'time that loading adds',
			'tarball',
		]) {
			expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^│ ${what} +│ +[0-9.-]+ `)));
		}
		expect(stdout).toContain('the figures mean nothing');
		expect(results()).toBe(before);
	});
});
