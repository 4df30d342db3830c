import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { freePort, HOST_FOLDER, ROOT, waitUntil } from '../../tools/n8n/machine.mts';
import { isBuilt } from '../../tools/n8n/install.mts';
import { N8nClient } from '../../tools/n8n/client.mts';
import type { StoredWorkflow } from '../../tools/n8n/session.mts';
import { readExample } from '../e2e/recipes/importRecipe.mts';
import { ACCOUNT } from '../e2e/stage/openStage.mts';
import { PACKAGE } from '../e2e/stage/workflows.mts';

const LIMIT_MS = 600_000;
const EVENING_MS = 1_200_000;
const READY = 'n8n and the simulator run until you press Ctrl-C.';
const PLAYED = '5 of 5 events went through the workflow.';

// Building now would take dist away from the other tests.
beforeAll(() => expect(isBuilt()).toBe(true));

// One story of the same folder: each test goes on where the one before it ended.
describe('`npm start`', () => {
	let port: number;
	let demo: Demo;
	let client: N8nClient;
	const own: StoredWorkflow[] = [];

	async function open(): Promise<void> {
		demo = start('--port', `${port}`);
		await demo.ready();
		expect(demo.output()).toContain(PLAYED);
		const [, studio] = /^Tencent +(http:\S+\/studio)$/m.exec(demo.output()) ?? [];
		expect(await (await fetch(studio)).text()).toContain('push.example.com/demo');
		client = await N8nClient.open(`http://127.0.0.1:${port}`);
	}
	async function close(): Promise<void> {
		demo.interrupt();
		expect(await demo.ended).toBe(0);
	}
	const account = async () => {
		const all = await client.listCredentials();
		expect(all.map(({ name }) => name)).toEqual(['Simulated Tencent account']);
		return all[0];
	};
	const demoWorkflow = async () => {
		const all = (await client.listWorkflows()).filter(({ name }) => /demo|changed/i.test(name));
		expect(all).toHaveLength(1);
		return all[0];
	};
	/** Imports an example as the editor does, after choosing the credential in the Tencent nodes. */
	async function importExample(file: string): Promise<StoredWorkflow> {
		const { id, name } = await account();
		const workflow = readExample(file);
		for (const node of workflow.nodes) {
			if (node.type.startsWith(`${PACKAGE}.`)) node.credentials = { [ACCOUNT]: { id, name } };
		}
		return await client.session.rest('POST', '/workflows', workflow);
	}
	/** As examples/README.md says. */
	async function letHappen(...what: string[]): Promise<void> {
		const { endpoint } = await client.credentialData((await account()).id);
		const cli = ['tools/simulator/cli.mts', 'trigger', ...what, '--via', String(endpoint)];
		const { ended, output } = run([...cli, '--stream', 'room-42']);
		expect([await ended, output()]).toEqual([0, expect.stringContaining('delivered')]);
	}
	const streamEnd = () => letHappen('streamEnd', '--set', 'errcode=12');

	beforeAll(async () => void (port = await freePort()));
	afterAll(async () => {
		demo?.interrupt();
		await demo?.ended;
		forget(port);
	}, LIMIT_MS);

	test(
		'with `-- --once` plays its session through the workflow without losing an event, and ends',
		async () => {
			const once = start('--once', '--port', `${port}`);
			expect([await once.ended, once.output()]).toEqual([0, expect.stringContaining(PLAYED)]);
		},
		LIMIT_MS,
	);

	test(
		'publishes an example on the default domain and app beside its own workflow, as it is',
		async () => {
			await open();
			own.push(await importExample('alert-on-fault.json'));
			const { status, triggers } = await client.activate(own[0].id);
			expect([status, triggers]).toMatchObject(['published', [{ errorMessage: null }]]);
			await streamEnd();
			const [execution] = await client.endedExecutions(own[0].id, 1);
			expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
		},
		LIMIT_MS,
	);

	test(
		'has all of it running the next morning, with what was changed',
		async () => {
			const { id } = await account();
			const workflow = await demoWorkflow();
			await client.updateWorkflow(workflow.id, { ...workflow, name: 'Changed by me' });
			await client.settledPublication(workflow.id);
			await close();
			await open();
			expect((await account()).id).toBe(id);
			expect(await demoWorkflow()).toMatchObject({ id: workflow.id, name: 'Changed by me' });
			await streamEnd();
			const executions = await client.endedExecutions(own[0].id, 2);
			expect(executions.map(({ status }) => status)).not.toContain('error');
			expect(await client.endedExecutions(workflow.id, 3 * 5)).toBeDefined();
		},
		EVENING_MS,
	);

	test(
		'goes on with a simulator at another address where the former one is taken',
		async () => {
			const { endpoint } = await client.credentialData((await account()).id);
			await close();
			// Cuts what the example posts to its inbox there.
			const squatter = createServer((socket) => socket.destroy());
			const { port: taken } = new URL(String(endpoint));
			await new Promise<void>((resolve) => squatter.listen(Number(taken), '127.0.0.1', resolve));
			await open();
			expect(await client.credentialData((await account()).id)).not.toMatchObject({ endpoint });
			const before = (await client.executions(own[0].id)).length;
			await streamEnd();
			await client.endedExecutions(own[0].id, before + 1);
			await new Promise((resolve) => squatter.close(resolve));
		},
		EVENING_MS,
	);

	test(
		'stays open and says why where its workflow can not be published',
		async () => {
			const workflow = await demoWorkflow();
			const nodes = workflow.nodes.map((node) =>
				node.type === `${PACKAGE}.tencentLvbTrigger`
					? { ...node, parameters: { ...node.parameters, events: [] } }
					: node,
			);
			await client.deactivate(workflow.id);
			await client.updateWorkflow(workflow.id, { ...workflow, nodes });
			await close();
			demo = start('--port', `${port}`);
			await demo.ready();
			expect(demo.output()).toMatch(/'Changed by me' is not published: .*\bevents\b/s);
			expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
			await close();
		},
		EVENING_MS,
	);
});

function forget(port: number): void {
	rmSync(join(HOST_FOLDER, `demo-${port}`), { recursive: true, force: true });
}

type Demo = ReturnType<typeof start>;

function start(...args: string[]) {
	const { child, ended, output } = run(['tools/demo/start.mts', ...args]);
	return {
		ended,
		output,
		/** Waits until it runs until Ctrl-C. */
		ready: () =>
			waitUntil(() => output().includes(READY) || hasEnded(child), {
				what: 'the demo to be ready',
				timeoutMs: LIMIT_MS,
				seen: output,
			}),
		/** Ctrl-C, which a terminal sends to npm too, whose copy comes as a second one. */
		interrupt: () => {
			child.kill('SIGINT');
			child.kill('SIGINT');
		},
	};
}

function run(args: string[]) {
	const child = spawn(process.execPath, args, {
		cwd: ROOT,
		env: { ...process.env, NODE_OPTIONS: '' },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
	}
	const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
	return { child, ended, output: () => output };
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
	exitCode !== null || signalCode !== null;
