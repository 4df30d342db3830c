import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { ROOT } from '../../tools/n8n/machine.mts';

const MINUTE = 60_000;

describe('a short attack', () => {
	const attack = (...options: string[]) => {
		const program = join(ROOT, 'test', 'proofs', 'attack', 'run.mts');
		// No limit for the time of a call: how busy the machine is must not decide.
		const args = [program, ...options, '--longest', 'Infinity', '--default-engine', '0'];
		const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
		// On failure, the seed and the request are in what was printed.
		expect([status, status === 0 ? '' : stdout + stderr.slice(-5_000)]).toEqual([0, '']);
		return stdout;
	};

	test(
		'through webhook() is refused as a whole, and nothing breaks',
		() => {
			const report = attack('--runs', '20000', '--http', '0');

			expect(report).toMatch(/2\d{4} requests through webhook\(\), 1\d{4} of them without the key/);
			expect(report).toContain('accepted without the key: 0');
			expect(report).toMatch(/handed on: [1-9]\d+, to \d+ addresses/);
		},
		10 * MINUTE,
	);

	test(
		'over HTTP starts nothing, and a genuine event arrives afterwards',
		() => {
			const report = attack('--runs', '0', '--http', '300');

			expect(report).toContain('300 requests over HTTP');
			expect(report).toContain('executions: 0; afterwards a genuine event arrived');
		},
		10 * MINUTE,
	);
});
