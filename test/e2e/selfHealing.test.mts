import { waitUntil } from '../../tools/n8n/machine.mts';
import type { StoredWorkflow } from '../../tools/n8n/session.mts';
import { ruleKey } from '../../tools/simulator/account/account.mts';
import type { Template } from '../../tools/simulator/account/templates.mts';
import { boundTemplate, snapshotOf } from './stage/account.mts';
import { OPENING_MS, openStage, type Stage } from './stage/openStage.mts';
import { DOMAIN, chain, trigger, webhookUrl } from './stage/workflows.mts';

const STORY_MS = 600_000;

describe('the registration of an active workflow', () => {
	let stage: Stage;
	let workflow: StoredWorkflow;
	let registered: Template;

	beforeAll(async () => {
		stage = await openStage({ fastTicks: true });
		workflow = await stage.client.addWorkflow(chain(trigger(stage)));
		await stage.client.activate(workflow.id);
		registered = boundTemplate(stage);
	}, OPENING_MS);
	afterAll(() => stage.close());

	/** Waits for a tick to bring back a template with our address and the key of before. */
	const back = (appName = 'live') =>
		waitUntil(
			() => {
				const template = stage.simulator.account.templateOf(DOMAIN, appName);
				return template?.StreamBeginNotifyUrl === registered.StreamBeginNotifyUrl && template;
			},
			{ what: 'the registration to be back', seen: () => snapshotOf(stage.simulator.account) },
		);
	const forgetRule = () => stage.simulator.account.rules.delete(ruleKey(DOMAIN, 'live'));

	test.each([
		['its rule is deleted', forgetRule],
		[
			'its rule and template are deleted',
			() => {
				forgetRule();
				stage.simulator.account.templates.clear();
			},
		],
		[
			'its slot is emptied',
			() => {
				stage.simulator.account.templateOf(DOMAIN, 'live')!.StreamBeginNotifyUrl = '';
			},
		],
		[
			'its key is removed',
			() => {
				stage.simulator.account.templateOf(DOMAIN, 'live')!.CallbackKey = '';
				forgetRule();
			},
		],
	])('is back after a tick where %s', async (_, breakIt) => {
		breakIt();

		expect(await back()).toMatchObject({ CallbackKey: registered.CallbackKey });
		const [delivery] = await stage.simulator.publish('streamBegin', { domain: DOMAIN });
		expect(delivery).toMatchObject({ outcome: 'delivered' });
	});

	test(
		'survives a restart while Tencent is down, and is repaired once it is back',
		async () => {
			await stage.restart(() => {
				stage.simulator.down();
				forgetRule();
			});
			const status = await stage.client.settledPublication(workflow.id);
			const url = webhookUrl(stage, workflow.nodes[0]);
			const delivery = await stage.simulator.deliver('streamBegin', {
				...{ url, key: registered.CallbackKey },
			});

			expect(status).toMatchObject({ status: 'published' });
			expect(delivery).toMatchObject({ status: 200 });

			stage.simulator.up();
			expect(await back()).toMatchObject({ CallbackKey: registered.CallbackKey });
		},
		STORY_MS,
	);

	test(
		'comes about once Tencent is back where a workflow is activated during an outage',
		async () => {
			stage.simulator.down();
			const node = trigger(stage, { appName: 'outage', events: ['snapshot'] });
			const { id } = await stage.client.addWorkflow(chain(node));

			expect(await stage.client.activate(id)).toMatchObject({ status: 'published' });

			stage.simulator.up();
			const url = webhookUrl(stage, node);
			await waitUntil(
				() => stage.simulator.account.templateOf(DOMAIN, 'outage')?.SnapshotNotifyUrl === url,
				{ what: 'the registration to come about' },
			);
			const [delivery] = await stage.simulator.publish('snapshot', {
				domain: DOMAIN,
				appName: 'outage',
			});
			expect(delivery).toMatchObject({ outcome: 'delivered' });
		},
		STORY_MS,
	);

	test('is not taken back from a person who gave the slot to another address', async () => {
		const theirs = 'https://team-a.example.com/callbacks';
		stage.simulator.account.templateOf(DOMAIN, 'live')!.StreamBeginNotifyUrl = theirs;

		await ticks(2);

		expect(boundTemplate(stage)).toMatchObject({ StreamBeginNotifyUrl: theirs });
	});

	test(
		'is written no more after the workflow is deactivated',
		async () => {
			await stage.client.deactivate(workflow.id);
			const before = snapshotOf(stage.simulator.account);

			await ticks(2);

			expect(snapshotOf(stage.simulator.account)).toEqual(before);
		},
		STORY_MS,
	);

	/** Waits until the other workflow's heartbeat has looked at the account so many times. */
	function ticks(count: number): Promise<unknown> {
		const looks = () =>
			stage.simulator.requests.filter(({ action }) => action === 'DescribeLiveCallbackRules')
				.length;
		const enough = looks() + 2 * count;
		return waitUntil(() => looks() >= enough, { what: `${count} ticks`, seen: looks });
	}
});
