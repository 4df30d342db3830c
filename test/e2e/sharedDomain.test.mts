import { chain, DOMAIN, trigger, webhookUrl } from './stage/workflows.mts';
import { boundTemplate, snapshotOf } from './stage/account.mts';
import { joinStage, OPENING_MS, type Stage } from './stage/openStage.mts';

const ACTIVATION_MS = 600_000;

describe('two workflows on one push domain', () => {
	let stage: Stage;
	beforeAll(async () => void (stage = await joinStage()), OPENING_MS);
	afterAll(() => stage.close());

	test(
		'share one template and its key, and the last one to leave removes it',
		async () => {
			const before = snapshotOf(stage.simulator.account);
			const starts = trigger(stage, { events: ['streamBegin'] });
			const stops = trigger(stage, { events: ['streamEnd'] });
			const first = await stage.client.addWorkflow(chain(starts));
			const second = await stage.client.addWorkflow(chain(stops));

			expect(await stage.client.activate(first.id)).toMatchObject({ status: 'published' });
			const { CallbackKey } = boundTemplate(stage);
			expect(await stage.client.activate(second.id)).toMatchObject({ status: 'published' });

			expect(stage.simulator.account.templates.size).toBe(1);
			expect(boundTemplate(stage)).toMatchObject({
				CallbackKey,
				StreamBeginNotifyUrl: webhookUrl(stage, starts),
				StreamEndNotifyUrl: webhookUrl(stage, stops),
			});

			await stage.client.deactivate(first.id);
			expect(boundTemplate(stage)).toMatchObject({
				CallbackKey,
				StreamBeginNotifyUrl: '',
				StreamEndNotifyUrl: webhookUrl(stage, stops),
			});
			await stage.client.deactivate(second.id);
			expect(snapshotOf(stage.simulator.account)).toEqual(before);
		},
		ACTIVATION_MS,
	);

	test(
		'both run on the same event, and the second goes on alone when the first leaves',
		async () => {
			const at = { appName: 'shared', events: ['snapshot'] };
			const [carrier, sharer] = [trigger(stage, at), trigger(stage, at)];
			const before = snapshotOf(stage.simulator.account);
			const first = await stage.client.addWorkflow(chain(carrier));
			const second = await stage.client.addWorkflow(chain(sharer));
			expect(await stage.client.activate(first.id)).toMatchObject({ status: 'published' });
			expect(await stage.client.activate(second.id)).toMatchObject({ status: 'published' });

			const publish = async () =>
				await stage.simulator.publish('snapshot', { domain: DOMAIN, appName: 'shared' });
			expect((await publish()).map(({ url }) => url)).toEqual([
				`${webhookUrl(stage, carrier)}?also=${sharer.webhookId}`,
			]);
			for (const { id } of [first, second]) {
				const executions = await stage.client.endedExecutions(id, 1);
				expect(executions.map(({ status }) => status)).toEqual(['success']);
			}

			await stage.client.deactivate(first.id);
			expect((await publish()).map(({ url }) => url)).toEqual([webhookUrl(stage, sharer)]);
			await stage.client.endedExecutions(second.id, 2);
			expect(await stage.client.executions(first.id)).toHaveLength(1);
			await stage.client.deactivate(second.id);
			expect(snapshotOf(stage.simulator.account)).toEqual(before);
		},
		ACTIVATION_MS,
	);
});
