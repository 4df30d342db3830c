import { chain, trigger, webhookUrl } from './stage/workflows.mts';
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
		'cannot both have the same event: the second is refused, and the first goes on',
		async () => {
			const holder = trigger(stage, { appName: 'taken', events: ['snapshot'] });
			const first = await stage.client.addWorkflow(chain(holder));
			const second = await stage.client.addWorkflow(
				chain(trigger(stage, { appName: 'taken', events: ['snapshot', 'streamEnd'] })),
			);
			await stage.client.activate(first.id);
			const before = snapshotOf(stage.simulator.account);

			const { status, triggers } = await stage.client.activate(second.id);

			expect(status).toBe('failed');
			expect(triggers[0].errorMessage).toContain('Screenshot');
			expect(triggers[0].errorMessage).toContain(webhookUrl(stage, holder));
			expect(snapshotOf(stage.simulator.account)).toEqual(before);
		},
		ACTIVATION_MS,
	);
});
