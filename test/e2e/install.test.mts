import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { HOST_FOLDER } from '../../tools/n8n/machine.mts';
import { N8nClient } from '../../tools/n8n/client.mts';
import { outputOf, type StoredWorkflow } from '../../tools/n8n/session.mts';
import { pathWithNpmFor, type Registry, startRegistry } from '../../tools/n8n/install.mts';
import { type N8n, startN8n } from '../../tools/n8n/start.mts';
import type { Simulator } from '../../tools/simulator/simulator.mts';
import { ACCOUNT, accountData, startPatiently } from './stage/openStage.mts';
import { CURRENT, PACKAGE, publishPackage } from './stage/publishedPackage.mts';
import { DOMAIN, TRIGGER, chain, trigger } from './stage/workflows.mts';

/** Stands in for the release before: the same build under a lower number. */
const PREVIOUS = '0.0.9';
const STEP_MS = 600_000;

interface InstalledPackage {
	packageName: string;
	installedVersion: string;
	updateAvailable?: string;
	installedNodes: Array<{ type: string }>;
}

// One story from an empty n8n to an uninstalled package: each test goes on where the one before ended.
describe("the package in n8n's 'Community nodes'", () => {
	let folder: string;
	let registry: Registry;
	let simulator: Simulator;
	let n8n: N8n;
	let client: N8nClient;
	let workflow: StoredWorkflow;
	let received = 0;

	beforeAll(async () => {
		mkdirSync(HOST_FOLDER, { recursive: true });
		folder = mkdtempSync(join(HOST_FOLDER, 'install-'));
		registry = await startRegistry(join(folder, 'registry'));
		await publishPackage(registry, folder, PREVIOUS);
		simulator = await startPatiently();
		n8n = await start();
		client = await N8nClient.open(n8n.url);
	}, STEP_MS);
	afterAll(async () => {
		await n8n?.stop();
		await simulator?.close();
		await registry?.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	const start = (port = 0) => {
		const PATH = pathWithNpmFor(registry.url, join(folder, 'npm'));
		return startN8n({ userFolder: folder, port, extra: { PATH } });
	};
	const restart = async () => {
		await n8n.stop();
		n8n = await start(n8n.port);
	};
	const installed = () => client.session.rest<InstalledPackage[]>('GET', '/community-packages');
	const nodeTypes = async () => {
		const types = await client.session.file<Array<{ name: string }>>('/types/nodes.json');
		return types.map(({ name }) => name).filter((name) => name.startsWith(PACKAGE));
	};
	const events = async () => {
		const [delivery] = await simulator.publish('streamBegin', { domain: DOMAIN });
		const executions = await client.endedExecutions(workflow.id, (received += 1));
		return { delivery, items: outputOf(executions[received - 1], TRIGGER) };
	};

	test(
		'is installed by its name, with both nodes and the tool',
		async () => {
			// Without a version, older n8n look for the latest at npm's public registry alone.
			const wanted = { name: PACKAGE, version: PREVIOUS };
			await client.session.rest('POST', '/community-packages', wanted);

			expect(await installed()).toMatchObject([
				{ packageName: PACKAGE, installedVersion: PREVIOUS },
			]);
			expect((await nodeTypes()).sort()).toEqual([
				`${PACKAGE}.tencentLvb`,
				`${PACKAGE}.tencentLvbTool`,
				`${PACKAGE}.tencentLvbTrigger`,
			]);
		},
		STEP_MS,
	);

	test(
		'starts a workflow on an event',
		async () => {
			const account = await client.addCredential(ACCOUNT, accountData(simulator));
			workflow = await client.addWorkflow(chain(trigger({ account })));
			expect(await client.activate(workflow.id)).toMatchObject({ status: 'published' });

			const { delivery, items } = await events();

			expect(delivery).toMatchObject({ outcome: 'delivered' });
			expect(items).toMatchObject([{ event: 'streamBegin', validation: { ok: true } }]);
		},
		STEP_MS,
	);

	test(
		'is upgraded under an active workflow, which goes on receiving',
		async () => {
			await publishPackage(registry, folder);
			expect(await installed()).toMatchObject([{ updateAvailable: CURRENT }]);

			const wanted = { name: PACKAGE, version: CURRENT };
			await client.session.rest('PATCH', '/community-packages', wanted);

			expect(await installed()).toMatchObject([{ installedVersion: CURRENT }]);
			expect((await client.listWorkflows()).map(({ active }) => active)).toEqual([true]);
			expect((await events()).items).toMatchObject([{ event: 'streamBegin' }]);
		},
		STEP_MS,
	);

	test(
		'is there after a restart',
		async () => {
			await restart();

			expect(await installed()).toMatchObject([{ installedVersion: CURRENT }]);
			expect((await events()).items).toMatchObject([{ event: 'streamBegin' }]);
		},
		STEP_MS,
	);

	test(
		'is gone once uninstalled, and n8n starts without it',
		async () => {
			await client.deactivate(workflow.id);
			expect([...simulator.account.templates]).toEqual([]);

			await client.session.rest('DELETE', `/community-packages?name=${PACKAGE}`);

			expect(await installed()).toEqual([]);
			await restart();
			expect(await installed()).toEqual([]);
			expect(await nodeTypes()).toEqual([]);
			expect((await client.listWorkflows()).map(({ id }) => id)).toEqual([workflow.id]);
			expect(n8n.log()).not.toMatch(/some packages are missing|unrecognized node/i);
		},
		STEP_MS,
	);
});
