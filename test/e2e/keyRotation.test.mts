import { live } from 'tencentcloud-sdk-nodejs/tencentcloud/services/live/index.js';
import { outputOf, type StoredWorkflow } from '../../tools/n8n/session.mts';
import { waitUntil } from '../../tools/n8n/machine.mts';
import { boundTemplate, snapshotOf } from './stage/account.mts';
import { OPENING_MS, openStage, type Stage } from './stage/openStage.mts';
import { DOMAIN, TRIGGER, chain, trigger } from './stage/workflows.mts';

const STORY_MS = 600_000;
const NEW_KEY = 'RotatedInTheConsole1';

// One story: each test goes on where the one before it ended.
describe('a callback key that is changed in the console while events flow', () => {
	let stage: Stage;
	let workflow: StoredWorkflow;
	let accountBefore: unknown;
	let formerKey: string;
	const sequences: string[] = [];

	beforeAll(async () => {
		// A retry comes after a tenth of a second in place of a minute.
		stage = await openStage({ simulator: { clockSpeed: 600 } });
		accountBefore = snapshotOf(stage.simulator.account);
		workflow = await stage.client.addWorkflow(
			chain(trigger(stage, { events: ['streamBegin', 'streamEnd'] })),
		);
		await stage.client.activate(workflow.id);
		formerKey = boundTemplate(stage).CallbackKey;
	}, OPENING_MS);
	afterAll(() => stage.close());

	/** Lets a stream start, and remembers its number. */
	async function happen() {
		const [delivery] = await stage.simulator.publish('streamBegin', {
			domain: DOMAIN,
			streamName: `room-${sequences.length}`,
		});
		sequences.push(String(delivery.payload.sequence));
		return delivery;
	}

	async function received(): Promise<string[]> {
		const executions = await stage.client.endedExecutions(workflow.id, sequences.length);
		return executions.map((execution) => {
			const [item] = outputOf(execution, TRIGGER);
			return (item.push as { sequence: string }).sequence;
		});
	}

	async function sendOnce(url: string, key: string): Promise<number | null> {
		return (await stage.simulator.deliver('streamEnd', { url, key, retries: 0 })).status;
	}

	/** What a person does there, by Tencent's own client. */
	async function changeKey(CallbackKey: string): Promise<void> {
		const { url, keys } = stage.simulator;
		const profile = { httpProfile: { endpoint: new URL(url).host, protocol: 'http://' as const } };
		const client = new live.v20180801.Client({ credential: keys, region: '', profile });
		const { TemplateId, TemplateName, ...fields } = boundTemplate(stage);
		await client.ModifyLiveCallbackTemplate({
			TemplateId: Number(TemplateId),
			TemplateName,
			StreamBeginNotifyUrl: fields.StreamBeginNotifyUrl,
			StreamEndNotifyUrl: fields.StreamEndNotifyUrl,
			CallbackKey,
		});
	}

	test(
		'loses no event, whichever of both keys signs it',
		async () => {
			for (let time = 0; time < 3; time += 1) await happen();
			const changed = changeKey(NEW_KEY);
			for (let time = 0; time < 5; time += 1) await happen();
			await changed;
			for (let time = 0; time < 5; time += 1) await happen();
			await stage.simulator.idle();

			expect(boundTemplate(stage).CallbackKey).toBe(NEW_KEY);
			expect(stage.simulator.deliveries.map(({ outcome }) => outcome)).toEqual(
				sequences.map(() => 'delivered'),
			);
			expect((await received()).sort()).toEqual([...sequences].sort());
			// Tencent has not applied the change everywhere yet.
			const url = boundTemplate(stage).StreamEndNotifyUrl;
			expect(await sendOnce(url, formerKey)).toBe(200);
		},
		STORY_MS,
	);

	test(
		'has its new key stored by the next start of n8n, and the former one is accepted still',
		async () => {
			const before = stage.simulator.requests.length;
			await stage.restart();
			const url = boundTemplate(stage).StreamEndNotifyUrl;
			// n8n takes requests before it has checked its registrations.
			const hasLooked = () => stage.simulator.requests.length > before;
			await waitUntil(async () => hasLooked() && (await sendOnce(url, NEW_KEY)) === 200, {
				what: 'the new key to be known',
				timeoutMs: 60_000,
			});
			expect(await sendOnce(url, formerKey)).toBe(200);
		},
		STORY_MS,
	);

	test(
		'closes the former one with the next activation',
		async () => {
			await stage.client.deactivate(workflow.id);
			await stage.client.activate(workflow.id);
			const url = boundTemplate(stage).StreamEndNotifyUrl;
			expect(boundTemplate(stage).CallbackKey).toBe(NEW_KEY);
			expect(await sendOnce(url, formerKey)).toBe(401);
			expect(await sendOnce(url, NEW_KEY)).toBe(200);
		},
		STORY_MS,
	);

	test(
		'is kept for the next activation, and the account is left as it was found',
		async () => {
			await stage.client.deactivate(workflow.id);
			expect(snapshotOf(stage.simulator.account)).toEqual(accountBefore);

			await stage.client.activate(workflow.id);
			expect(boundTemplate(stage).CallbackKey).toBe(NEW_KEY);
			await stage.client.deactivate(workflow.id);
			expect(snapshotOf(stage.simulator.account)).toEqual(accountBefore);
		},
		STORY_MS,
	);

	test('has told the log, and no key with it', () => {
		expect(stage.log()).toContain('has another key than this workflow has stored');
		for (const key of [formerKey, NEW_KEY]) expect(stage.log()).not.toContain(key);
	});
});
