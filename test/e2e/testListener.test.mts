import { outcomeOf, outputOf } from '../../tools/n8n/session.mts';
import { waitUntil } from '../../tools/n8n/machine.mts';
import { snapshotOf } from './stage/account.mts';
import { joinStage, openStage, OPENING_MS, type Stage } from './stage/openStage.mts';
import { TRIGGER, chain, trigger } from './stage/workflows.mts';

describe("'Listen for test event'", () => {
	let stage: Stage;
	beforeAll(async () => void (stage = await joinStage()), OPENING_MS);
	afterAll(() => stage.close());

	test('receives a signed sample of the first selected event as typed data', async () => {
		const node = trigger(stage, { events: ['recordingFile', 'snapshot'] });
		const { id } = await stage.client.addWorkflow(chain(node));

		await stage.client.listenForTest(id, TRIGGER);

		const [execution] = await stage.client.endedExecutions(id, 1);
		expect(outcomeOf(execution)).toEqual({ mode: 'manual', status: 'success' });
		expect(outputOf(execution, TRIGGER)).toMatchObject([
			{
				event: 'recordingFile',
				recording: { url: expect.any(String), sizeBytes: expect.any(Number) },
				validation: { ok: true, signatureExpiresAt: expect.any(String) },
			},
		]);
		expect(stage.simulator.requests).toEqual([]);
	});

	test('leaves an active workflow registered and receiving', async () => {
		const node = trigger(stage);
		const { id } = await stage.client.addWorkflow(chain(node));
		await stage.client.activate(id);
		const before = snapshotOf(stage.simulator.account);

		await stage.client.listenForTest(id, TRIGGER);
		await stage.client.endedExecutions(id, 1);
		const deliveries = await stage.simulator.publish('streamBegin', { domain: 'push.example.com' });

		expect(deliveries).toMatchObject([{ outcome: 'delivered' }]);
		const executions = await stage.client.endedExecutions(id, 2);
		expect(executions.map(({ mode }) => mode)).toEqual(['manual', 'webhook']);
		expect(snapshotOf(stage.simulator.account)).toEqual(before);
	});
});

describe("'Listen for test event' where n8n's endpoints have other names", () => {
	let stage: Stage;
	beforeAll(async () => {
		const env = { N8N_ENDPOINT_WEBHOOK: 'webhook-test', N8N_ENDPOINT_WEBHOOK_TEST: 'hook-test' };
		stage = await openStage({ env });
	}, OPENING_MS);
	afterAll(() => stage.close());

	test('asks Tencent nothing, and a deactivation leaves nothing behind', async () => {
		const { client, simulator, n8n } = stage;
		const node = trigger(stage);
		const { id } = await client.addWorkflow(chain(node));

		await client.listenForTest(id, TRIGGER);
		const [execution] = await client.endedExecutions(id, 1);
		expect(outcomeOf(execution)).toEqual({ mode: 'manual', status: 'success' });
		const listens = async () =>
			(await fetch(`${n8n.url}/hook-test/${node.webhookId}/tencent-lvb`, { method: 'POST' }))
				.status;
		await waitUntil(async () => (await listens()) === 404, { what: 'the test run to end' });
		expect(simulator.requests).toEqual([]);

		await client.activate(id);
		expect(simulator.account.templateOf('push.example.com', 'live')).toMatchObject({
			StreamBeginNotifyUrl: `${n8n.url}/webhook-test/${node.webhookId}/tencent-lvb`,
		});
		await client.deactivate(id);
		expect(simulator.account.templates.size).toBe(0);
	}, 60_000);
});
