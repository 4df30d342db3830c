import { outputOf } from '../../host/index.mts';
import { snapshotOf } from './stage/account.mts';
import { joinStage, OPENING_MS, type Stage } from './stage/openStage.mts';
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
		expect(execution).toMatchObject({ mode: 'manual', status: 'success' });
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
