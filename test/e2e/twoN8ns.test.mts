import type { StoredWorkflow } from '../../tools/n8n/session.mts';
import { boundTemplate, snapshotOf } from './stage/account.mts';
import { OPENING_MS, openStage, type Stage } from './stage/openStage.mts';
import { chain, DOMAIN, trigger, webhookUrl } from './stage/workflows.mts';

const ACTIVATION_MS = 600_000;

/** n8n makes its instance id of its encryption key. */
const ANOTHER_IDENTITY = { N8N_ENCRYPTION_KEY: 'of-a-second-n8n-beside-the-first-one' };

describe('two n8ns that use one account', () => {
	let stages: Stage[] = [];
	let before: unknown;
	beforeAll(async () => {
		const first = await openStage();
		stages = [first];
		stages.push(await openStage({ beside: first, env: ANOTHER_IDENTITY }));
		before = snapshotOf(first.simulator.account);
	}, 4 * OPENING_MS);
	afterAll(async () => {
		for (const stage of stages.reverse()) await stage.close();
	}, OPENING_MS);

	/** Adds a workflow to each n8n. */
	const addEverywhere = async (appNames: string[]) =>
		await Promise.all(
			stages.map(async (stage, index) => {
				const node = trigger(stage, { appName: appNames[index], events: ['streamBegin'] });
				const { id }: StoredWorkflow = await stage.client.addWorkflow(chain(node));
				return {
					...{ stage, id, url: webhookUrl(stage, node) },
					activate: async () => await stage.client.activate(id),
					deactivate: async () => await stage.client.deactivate(id),
				};
			}),
		);

	test(
		'want the same domain at the same moment: one gets it, the other is told and takes nothing',
		async () => {
			const workflows = await addEverywhere(['live', 'live']);
			const { simulator } = stages[0];

			const outcomes = await Promise.all(workflows.map(async ({ activate }) => await activate()));

			expect(outcomes.map(({ status }) => status).sort()).toEqual(['failed', 'published']);
			const winner = workflows[outcomes.findIndex(({ status }) => status === 'published')];
			const loser = workflows.find((one) => one !== winner)!;
			const { triggers } = outcomes.find(({ status }) => status === 'failed')!;
			expect(triggers[0].errorMessage).toMatch(/already uses the callback template 'n8n-/);
			expect(boundTemplate(winner.stage).StreamBeginNotifyUrl).toBe(winner.url);
			expect(simulator.account.templates.size).toBe(1);
			const [delivery] = await simulator.publish('streamBegin', {
				domain: DOMAIN,
				streamName: 's',
			});
			expect(delivery.url).toBe(winner.url);

			await Promise.all([winner.deactivate(), loser.activate()]);
			// The loser may have come while the winner was still there.
			expect(await loser.activate()).toMatchObject({ status: 'published' });
			expect(boundTemplate(loser.stage).StreamBeginNotifyUrl).toBe(loser.url);
			await loser.deactivate();
			expect(snapshotOf(simulator.account)).toEqual(before);
		},
		2 * ACTIVATION_MS,
	);

	test(
		'do not disturb each other where each has a place of its own',
		async () => {
			const workflows = await addEverywhere(['of-the-first', 'of-the-second']);
			const { simulator } = stages[0];

			const outcomes = await Promise.all(workflows.map(async ({ activate }) => await activate()));

			expect(outcomes.map(({ status }) => status)).toEqual(['published', 'published']);
			expect(boundTemplate(stages[0], 'of-the-first').StreamBeginNotifyUrl).toBe(workflows[0].url);
			expect(boundTemplate(stages[1], 'of-the-second').StreamBeginNotifyUrl).toBe(workflows[1].url);
			await Promise.all(workflows.map(async ({ deactivate }) => await deactivate()));
			expect(snapshotOf(simulator.account)).toEqual(before);
		},
		ACTIVATION_MS,
	);
});
