import { boundTemplate, snapshotOf } from './stage/account.mts';
import { joinStage, OPENING_MS, type Stage } from './stage/openStage.mts';
import { DOMAIN, chain, trigger, webhookUrl } from './stage/workflows.mts';

const ACTIVATION_MS = 600_000;
const THEIRS = 'https://team-a.example.com/callbacks';

describe("a push domain that is bound to someone else's template", () => {
	let stage: Stage;
	beforeAll(async () => void (stage = await joinStage()), OPENING_MS);
	afterAll(() => stage.close());

	/** Binds team A's template, which listens to recordings, to an app of its own. */
	function bindTheirs(appName: string) {
		const template = stage.simulator.account.addTemplate({
			TemplateName: `team-a-${appName}`,
			CallbackKey: 'teamAkey0123456789',
			RecordNotifyUrl: THEIRS,
		});
		stage.simulator.account.bind(DOMAIN, appName, template.TemplateId);
		return template;
	}

	async function activate(appName: string, existingTemplate: string) {
		const node = trigger(stage, {
			appName,
			events: ['streamBegin'],
			options: { existingTemplate },
		});
		const { id } = await stage.client.addWorkflow(chain(node));
		return { id, url: webhookUrl(stage, node), outcome: await stage.client.activate(id) };
	}

	test(
		'stop: is left alone, and the refusal names the template and both ways out',
		async () => {
			bindTheirs('stop');
			const before = snapshotOf(stage.simulator.account);
			const { requests } = stage.simulator;
			const start = requests.length;

			const { outcome } = await activate('stop', 'stop');

			expect(outcome.status).toBe('failed');
			expect(outcome.triggers[0].errorMessage).toContain('team-a-stop');
			expect(outcome.triggers[0].errorMessage).toMatch(/Add to It.*Take It Over/s);
			// One attempt, and the delete that n8n ends it with, read the account once each.
			const readings = requests.slice(start).map(({ action }) => action);
			const ofRules = readings.filter((action) => action === 'DescribeLiveCallbackRules');
			expect(ofRules.length).toBeLessThanOrEqual(2);
			expect(snapshotOf(stage.simulator.account)).toEqual(before);
		},
		ACTIVATION_MS,
	);

	test(
		'join: lends its empty slot and its key, and gets the slot back empty',
		async () => {
			const theirs = bindTheirs('join');
			const before = snapshotOf(stage.simulator.account);

			const { id, url, outcome } = await activate('join', 'join');

			expect(outcome.status).toBe('published');
			expect(boundTemplate(stage, 'join')).toEqual({ ...theirs, StreamBeginNotifyUrl: url });
			const [delivery] = await stage.simulator.publish('streamBegin', {
				...{ domain: DOMAIN, appName: 'join' },
			});
			expect(delivery).toMatchObject({ status: 200, outcome: 'delivered' });
			await stage.client.endedExecutions(id, 1);

			await stage.client.deactivate(id);
			expect(snapshotOf(stage.simulator.account)).toEqual(before);
		},
		ACTIVATION_MS,
	);

	test(
		'replace: gives way while the workflow is active and is bound again afterwards',
		async () => {
			const theirs = bindTheirs('replace');
			const before = snapshotOf(stage.simulator.account);

			const { id, url, outcome } = await activate('replace', 'replace');

			expect(outcome.status).toBe('published');
			const ours = boundTemplate(stage, 'replace');
			expect(ours).toMatchObject({ StreamBeginNotifyUrl: url, RecordNotifyUrl: '' });
			expect(ours.TemplateId).not.toBe(theirs.TemplateId);

			await stage.client.deactivate(id);
			expect(snapshotOf(stage.simulator.account)).toEqual(before);
		},
		ACTIVATION_MS,
	);
});
