import { spawn } from 'node:child_process';
import { freePort, ROOT, isBuilt } from '../../host/index.mts';

const LIMIT_MS = 600_000;

test(
	'The session of `npm start -- --once` goes through the workflow without losing an event',
	async () => {
		// Building now would take dist away from the other tests.
		expect(isBuilt()).toBe(true);
		const { code, output } = await run('demo/start.mts', '--once', '--port', `${await freePort()}`);
		expect(output).toContain('5 of 5 events went through the workflow.');
		expect(code).toBe(0);
	},
	LIMIT_MS,
);

async function run(...args: string[]): Promise<{ code: number | null; output: string }> {
	const child = spawn(process.execPath, args, {
		cwd: ROOT,
		env: { ...process.env, NODE_OPTIONS: '' },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
	return { code, output };
}
