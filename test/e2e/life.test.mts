import { outputOf, type StoredWorkflow } from '../../tools/n8n/session.mts';
import { OPENING_MS, openStage, type Stage } from './stage/openStage.mts';
import { boundTemplate, snapshotOf } from './stage/account.mts';
import { CLASSIC_EVENTS, DOMAIN, TRIGGER, chain, trigger, webhookUrl } from './stage/workflows.mts';

// One story from activation to deactivation: each test goes on where the one before it ended.
describe('a workflow that starts on live events', () => {
	let stage: Stage;
	let workflow: StoredWorkflow;
	let accountBefore: unknown;
	let received = 0;
	const url = () => webhookUrl(stage, workflow.nodes[0]);

	beforeAll(async () => {
		stage = await openStage();
		accountBefore = snapshotOf(stage.simulator.account);
	}, OPENING_MS);
	afterAll(() => stage.close());

	/** Lets an event happen; gives what Tencent was answered and the item that the workflow got. */
	async function happen(event: string) {
		const [delivery] = await stage.simulator.publish(event, {
			domain: DOMAIN,
			streamName: 'room-42',
		});
		const executions = await stage.client.endedExecutions(workflow.id, (received += 1));
		const [item] = outputOf(executions[received - 1], TRIGGER);
		return { delivery, item };
	}

	test('publishes, and its address is in the slots of the selected events', async () => {
		workflow = await stage.client.addWorkflow(chain(trigger(stage, { events: CLASSIC_EVENTS })));

		expect(await stage.client.activate(workflow.id)).toMatchObject({ status: 'published' });

		const template = boundTemplate(stage);
		expect(template).toMatchObject({
			StreamBeginNotifyUrl: url(),
			StreamEndNotifyUrl: url(),
			RecordNotifyUrl: url(),
			SnapshotNotifyUrl: url(),
			PornCensorshipNotifyUrl: url(),
			PushExceptionNotifyUrl: '',
		});
		expect(template.CallbackKey).toMatch(/^[A-Za-z0-9]{32}$/);
	});

	test.each([
		{ event: 'streamBegin', field: 'push.sequence', sent: 'sequence' },
		{ event: 'streamEnd', field: 'push.errorMessage', sent: 'errmsg' },
		{ event: 'recordingFile', field: 'recording.url', sent: 'video_url' },
		{ event: 'snapshot', field: 'snapshot.url', sent: 'pic_full_url' },
		{ event: 'imageModeration', field: 'moderation.imageUrl', sent: 'img' },
	])('receives $event as typed data', async ({ event, field, sent }) => {
		const { delivery, item } = await happen(event);

		expect(delivery).toMatchObject({ outcome: 'delivered', status: 200, body: '{"code":0}' });
		expect(item).toMatchObject({ event, streamName: 'room-42', validation: { ok: true } });
		expect(item).toHaveProperty(field, delivery.payload[sent]);
	});

	test('goes on receiving after a restart of n8n', async () => {
		await stage.restart();

		const { delivery, item } = await happen('streamBegin');

		expect(delivery).toMatchObject({ outcome: 'delivered' });
		expect(item.event).toBe('streamBegin');
	});

	test('moves its slots and keeps its key when other events are selected', async () => {
		const before = boundTemplate(stage);
		workflow.nodes[0].parameters.events = ['streamEnd', 'pushException'];

		await stage.client.updateWorkflow(workflow.id, workflow);
		expect(await stage.client.settledPublication(workflow.id)).toMatchObject({
			status: 'published',
		});

		expect(boundTemplate(stage)).toMatchObject({
			CallbackKey: before.CallbackKey,
			StreamBeginNotifyUrl: '',
			StreamEndNotifyUrl: url(),
			PushExceptionNotifyUrl: url(),
			SnapshotNotifyUrl: '',
		});
		expect((await happen('streamEnd')).item.event).toBe('streamEnd');
	});

	test('leaves the account as it was when it is deactivated', async () => {
		expect(await stage.client.deactivate(workflow.id)).toMatchObject({ status: 'not_published' });

		expect(snapshotOf(stage.simulator.account)).toEqual(accountBefore);
		expect(stage.simulator.unknownRequests).toEqual([]);
	});

	test('has left no key, signature or secret in the log', () => {
		const log = stage.log();
		const signs = stage.simulator.deliveries.map(({ payload }) => payload.sign as string);
		const { secretKey } = stage.simulator.keys;

		expect(log).toContain(workflow.id);
		for (const secret of [...signs, ...keysEverUsed(stage), secretKey]) {
			expect(log).not.toContain(secret);
		}
	});
});

function keysEverUsed({ simulator }: Stage): string[] {
	return simulator.requests.flatMap(
		({ body }) => (body as { CallbackKey?: string })?.CallbackKey ?? [],
	);
}
