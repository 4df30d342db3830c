import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredWorkflow } from '../../tools/n8n/session.mts';
import { readExample } from './recipes/importRecipe.mts';
import { ACCOUNT, OPENING_MS, openStage, type Stage } from './stage/openStage.mts';
import { DOMAIN, PACKAGE } from './stage/workflows.mts';

const ID = 'importedByCommand'.slice(0, 16);

// One story: each test goes on where the one before it ended.
describe('an example that `n8n import:workflow` brought', () => {
	let stage: Stage;
	let folder: string;
	beforeAll(async () => {
		stage = await openStage();
		folder = mkdtempSync(join(tmpdir(), 'imported-'));
	}, OPENING_MS);
	afterAll(async () => {
		rmSync(folder, { recursive: true, force: true });
		await stage.close();
	});

	test('is not published, since n8n would not answer, and says what to do', async () => {
		const example = readExample('alert-on-fault.json');
		for (const node of example.nodes) {
			if (node.type.startsWith(`${PACKAGE}.`)) node.credentials = { [ACCOUNT]: stage.account };
		}
		const file = join(folder, 'example.json');
		writeFileSync(file, JSON.stringify([{ ...example, id: ID, active: false }]));
		await stage.command('import:workflow', `--input=${file}`);

		const { status, triggers } = await stage.client.activate(ID);

		expect(status).toBe('failed');
		expect(triggers[0].errorMessage).toMatch(/Open the workflow in n8n's editor.*save/);
		expect(stage.simulator.account.templates.size).toBe(0);
	}, 120_000);

	test('is published and receives once the editor has saved it', async () => {
		const { session } = stage.client;
		const stored = await session.rest<StoredWorkflow & { versionId: string }>(
			...(['GET', `/workflows/${ID}`] as const),
		);
		const { name, connections, settings, versionId } = stored;
		// What the editor does on opening a workflow; it saves with the next change.
		const nodes = stored.nodes.map((node) =>
			node.type === `${PACKAGE}.tencentLvbTrigger` ? { ...node, webhookId: randomUUID() } : node,
		);
		await session.rest('PATCH', `/workflows/${ID}`, {
			...{ name, nodes, connections, settings, versionId },
		});

		expect(await stage.client.activate(ID)).toMatchObject({ status: 'published' });
		const deliveries = await stage.simulator.publish('streamEnd', { domain: DOMAIN });
		expect(deliveries).toMatchObject([{ outcome: 'delivered' }]);
		expect(await stage.client.endedExecutions(ID, 1)).toHaveLength(1);
	}, 120_000);
});
