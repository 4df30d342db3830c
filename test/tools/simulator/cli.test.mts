import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import { startReceiver, stopReceivers } from './receiver.mts';

const CLI = fileURLToPath(new URL('../../../tools/simulator/cli.mts', import.meta.url));
const start = (...args: string[]): ChildProcess =>
	spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: {} });

async function run(...args: string[]): Promise<{ code: number; out: string }> {
	const child = start(...args);
	const [out, error] = await Promise.all([
		text(child.stdout as never),
		text(child.stderr as never),
		once(child, 'exit'),
	]);
	return { code: child.exitCode ?? -1, out: out + error };
}

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(() => simulator.close());
afterEach(stopReceivers);

describe('simulator trigger', () => {
	test('sends one event with a field set, one added and one left out', async () => {
		const { url, received } = await startReceiver(200);
		const { code, out } = await run(
			...['trigger', 'recordingFile', '--url', url, '--key', 'abc', '--stream', 'room-42'],
			...['--set', 'file_format=mp4', '--set', 'stream_param=5', '--set', 'duration=5'],
			...['--add', 'new_field={"a":[1]}', '--remove', 'task_id'],
		);
		expect({ code, out }).toEqual({
			code: 0,
			out: expect.stringMatching(/recordingFile -> http:.*\n {2}200 after \d+ ms, delivered/),
		});
		const [{ payload }] = received;
		expect(payload).toMatchObject({
			file_format: 'mp4',
			stream_param: '5',
			duration: 5,
			new_field: { a: [1] },
			stream_id: 'room-42',
		});
		expect(payload).not.toHaveProperty('task_id');
		expect(out).not.toContain(String(payload.sign));
	});

	test.each([
		[
			401,
			/401 after \d+ ms, failed\n {2}\{"code":401\}\n {2}The receiver refused the signature: --key/,
		],
		[404, /activate the workflow/],
		[500, /The receiver failed inside/],
		[302, /Tencent follows no redirects/],
	])('prints the answer and a hint where it was refused with %i', async (status, hint) => {
		const { url } = await startReceiver(status);
		const { code, out } = await run('trigger', 'streamEnd', '--url', url);
		expect(out).toMatch(hint);
		expect(code).toBe(1);
	});

	test('names an address where nothing listens', async () => {
		const { code, out } = await run('trigger', 'session', '--url', 'http://127.0.0.1:9/hook');
		expect(out).toMatch(/ECONNREFUSED after \d+ ms, failed\n {2}Nothing listens/);
		expect(code).toBe(1);
	});

	test.each([
		[
			'a field that is mistyped',
			['recordingFile', '--url', 'http://a', '--set', 'file_frmat=mp4'],
			'recordingFile has no field file_frmat; a new field takes --add',
		],
		[
			'a scenario that is not there',
			['recording', '--url', 'http://a'],
			'There is no scenario "recording"; there are',
		],
		['no address', ['recordingFile'], 'Say where to: --url'],
		[
			'an assignment without value',
			['recordingFile', '--url', 'http://a', '--set', 'a'],
			'Write it as name=value',
		],
	])('refuses %s without a stack trace', async (_what, args, message) => {
		const { code, out } = await run('trigger', ...args);
		expect(out).toContain(message);
		expect(out).not.toContain('    at ');
		expect(code).toBe(1);
	});

	test('lets a running simulator decide where the event goes', async () => {
		const via = ['trigger', 'snapshot', '--via', simulator.url, '--app', 'cli'];
		expect(await run(...via)).toEqual({ code: 1, out: expect.stringContaining('sent nowhere') });
		const { TemplateId } = simulator.account.addTemplate({
			SnapshotNotifyUrl: simulator.inbox.url('cli'),
		});
		simulator.account.bind('push.example.com', 'cli', TemplateId);
		expect(await run(...via, '--set', 'width=1')).toEqual({
			code: 0,
			out: expect.stringContaining('delivered'),
		});
		expect((await simulator.inboxEntry('cli')).body).toMatchObject({ width: 1, appname: 'cli' });
	});

	test.each([
		['no simulator', 'http://127.0.0.1:9', 'No simulator answers at http://127.0.0.1:9'],
		[
			'an event that goes to an address of its own',
			'',
			'No callback template holds an address for relay',
		],
	])('says so where there is %s', async (_what, via, message) => {
		const { code, out } = await run('trigger', 'relay', '--via', via || simulator.url);
		expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining(message) });
	});
});

describe('simulator list', () => {
	test('names every scenario and, if asked, every example', async () => {
		const { out } = await run('list', '--examples');
		for (const { key, payloads } of simulator.events.values()) {
			expect(out).toMatch(new RegExp(`^${key} `, 'm'));
			for (const { name } of payloads) expect(out).toContain(`--example ${name}`);
		}
		expect(out).toMatch(/^session /m);
	});
});

describe('simulator serve', () => {
	test('prints its address and its own fake keys, never a key that was given, and stops when told', async () => {
		const child = start(
			'serve',
			'--port',
			'0',
			'--secret-key',
			'notToBeShown',
			'--domain',
			'in.example.com',
			'--domain',
			'off.example.com:off',
		);
		let out = '';
		child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
		while (!out.includes('--via')) await once(child.stdout as never, 'data');
		expect(out).toContain('AKIDsimulator (fake)');
		expect(out).toContain('in.example.com (push)');
		expect(out).toContain('off.example.com (push, off)');
		expect(out).not.toContain('notToBeShown');
		const url = /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0] as string;
		expect(await (await fetch(url, { method: 'POST' })).json()).toMatchObject({
			Response: { Error: { Code: 'MissingParameter' } },
		});
		child.kill('SIGINT');
		expect(await once(child, 'exit')).toEqual([0, null]);
	});

	test('says which port is taken', async () => {
		const port = new URL(simulator.url).port;
		expect(await run('serve', '--port', port)).toEqual({
			code: 1,
			out: `Port ${port} is taken; choose another with --port, or 0 for any\n`,
		});
	});
});
