import {
	executionEntries,
	openWorkflow,
	publish,
	showExecutions,
	testId,
} from '../../n8n/editor/editor.mts';
import { executeStep, field, openNode } from '../../n8n/editor/panels.mts';
import type { WorkflowNode } from '../../n8n/session.mts';
import { actionNode, type Studio, TRIGGER, triggerNode } from './studio.mts';

const TALL = { width: 1440, height: 1900 };
const ALL_OPTIONS = {
	...{ acceptUnsigned: false, allowPrivateUrl: false, callbackKeySource: 'generated' },
	...{ duplicateDeliveries: 'skip', existingTemplate: 'stop', expiryTolerance: 300 },
	...{ includeRawPayload: false, recordingExceptionLevels: ['error', 'warning'] },
	...{ streamNameFilter: '', onTest: 'sample' },
};

/** The trigger's panel in each of its states. */
export async function shootTrigger(studio: Studio): Promise<void> {
	const editor = await studio.edit({ size: TALL });
	const unsent = [...studio.simulator.events.values()].filter(({ slot }) => slot === null);
	const states: Record<string, WorkflowNode> = {
		new: { ...triggerNode(studio, { pushDomain: undefined }), credentials: {} },
		automatic: triggerNode(studio),
		manual: triggerNode(studio, { registration: 'manual' }),
		options: triggerNode(studio, { events: ['recordingException'], options: ALL_OPTIONS }),
		'events-elsewhere': triggerNode(studio, { events: unsent.map(({ key }) => key) }),
		'by-kind': triggerNode(studio, { outputMode: 'byKind' }),
	};
	for (const [state, node] of Object.entries(states)) {
		const { id } = await studio.keep(`Trigger ${state}`, [node]);
		await openWorkflow(editor, id);
		await studio.shoot(editor.page, `trigger-${state}-canvas`);
		await openNode(editor, TRIGGER);
		await studio.shoot(editor.page, `trigger-${state}`);
		if (state === 'automatic') await shootLists(studio, editor);
	}
}

async function shootLists(studio: Studio, editor: Awaited<ReturnType<Studio['edit']>>) {
	await testId(editor.page, 'trigger-header').waitFor();
	await editor.page.getByText('When will this node trigger my flow?').click();
	await studio.shoot(editor.page, 'trigger-help');
	await editor.page.getByText('Webhook URLs').first().click();
	await studio.shoot(editor.page, 'trigger-addresses');
	for (const name of ['registration', 'events', 'outputMode']) {
		await field(editor, name).click();
		await studio.shoot(editor.page, `trigger-list-${name}`);
		await editor.page.keyboard.press('Escape');
		if (!(await testId(editor.page, 'ndv').isVisible())) await openNode(editor, TRIGGER);
	}
}

const TALL_LIST = { width: 1600, height: 1900 };

/** The output of each event in the views of n8n, from a sample of it. */
export async function shootEvents(studio: Studio): Promise<void> {
	const editor = await studio.edit({ size: TALL_LIST });
	for (const { key } of studio.simulator.events.values()) {
		const node = triggerNode(studio, { events: [key], options: { acceptUnsigned: true } });
		const { id } = await studio.keep(`Event ${key}`, [node]);
		await openWorkflow(editor, id);
		await openNode(editor, TRIGGER);
		await executeStep(editor);
		const output = testId(editor.page, 'output-panel');
		const views = key === 'streamBegin' ? ['table', 'json', 'schema'] : ['schema'];
		for (const view of views) {
			const button = testId(output, `radio-button-${view}`);
			if (await button.isVisible()) await button.click();
			await studio.shoot(output, `event-${key}-${view}`);
		}
	}
}

/** The trigger's panel before, while and after it listens for a test event. */
export async function shootTestEvent(studio: Studio): Promise<void> {
	const editor = await studio.edit();
	const sample = await studio.keep('Sample', [triggerNode(studio)]);
	await openWorkflow(editor, sample.id);
	await openNode(editor, TRIGGER);
	await testId(editor.page, 'trigger-header').waitFor();
	await studio.shoot(editor.page, 'test-before');
	await executeStep(editor);
	await studio.shoot(editor.page, 'test-sample');

	const waiting = await studio.keep('Wait', [triggerNode(studio, { options: { onTest: 'wait' } })]);
	await openWorkflow(editor, waiting.id);
	await openNode(editor, TRIGGER);
	await testId(editor.page, 'node-execute-button').click();
	await studio.shoot(editor.page, 'test-wait-without-key');

	const key = { callbackKey: 'Key123' };
	const credential = await studio.client.addCredential('tencentLvbCallbackApi', key, 'My key');
	const node = triggerNode(studio, { options: { onTest: 'wait' } });
	node.credentials = { ...node.credentials, tencentLvbCallbackApi: credential };
	const listening = await studio.keep('Wait with a key', [node]);
	await openWorkflow(editor, listening.id);
	await openNode(editor, TRIGGER);
	await testId(editor.page, 'node-execute-button').click();
	await editor.page.getByText('Stop listening').first().waitFor();
	await studio.shoot(editor.page, 'test-listening');
	await testId(editor.page, 'ndv-close-button').click();
	await studio.shoot(editor.page, 'test-listening-canvas');
}

const APP = 'theirs';

/** What the editor says when a workflow is published, and when it is refused. */
export async function shootActivation(studio: Studio): Promise<void> {
	const { account, faults } = studio.simulator;
	const theirs = account.addTemplate({ TemplateName: 'team-a', CallbackKey: 'teamAkey0123' });
	account.bind('push.example.com', APP, theirs.TemplateId);
	// Without an endpoint in this network, in which a private address is fine.
	const keys = { ...studio.simulator.keys, site: 'international' };
	const real = await studio.client.addCredential('tencentCloudApi', keys, 'Real account');
	const other = { __rl: true, mode: 'name', value: 'push.elsewhere.com' };
	const cases: Array<[name: string, parameters: Record<string, unknown>, refusal?: string]> = [
		['published', {}],
		['private-url', {}],
		['foreign-template', { appName: APP }],
		['unknown-domain', { pushDomain: other }],
		['wrong-key', { appName: 'a' }, 'AuthFailure.SignatureFailure'],
		['no-permission', { appName: 'b' }, 'AuthFailure.UnauthorizedOperation'],
		['manual-without-key', { registration: 'manual' }],
		['china-only', { appName: 'c', events: ['streamMonitor', 'recordingStatus'] }],
	];
	const editor = await studio.edit();
	for (const [name, parameters, refusal] of cases) {
		const node = triggerNode(studio, parameters);
		if (name === 'private-url') node.credentials = { tencentCloudApi: real };
		const { id } = await studio.keep(`Activation ${name}`, [node]);
		if (refusal) faults.next('*', { kind: 'refused', code: refusal }, 99);
		await openWorkflow(editor, id);
		const picture = () => studio.shoot(editor.page, `activation-${name}`);
		console.log(`  ${(await publish(editor, { beforeClosing: picture })).replace(/\n+/g, ': ')}`);
		faults.clear();
	}
}

/** The list of executions: events, and the one by which the self-healing tells of lasting trouble. */
export async function shootExecutions(studio: Studio): Promise<void> {
	const trigger = triggerNode(studio, { appName: 'shows', events: ['streamBegin'] });
	const state = actionNode(studio, {
		...{ resource: 'stream', operation: 'getState', appName: 'shows' },
		domainName: { __rl: true, mode: 'name', value: '={{ $json.domain }}' },
		streamName: { __rl: true, mode: 'name', value: '={{ $json.streamName }}' },
	});
	const { id } = await studio.keep('Executions', [trigger, state]);
	await studio.client.activate(id);
	const place = { domain: 'push.example.com', appName: 'shows' };
	await studio.simulator.publish('streamBegin', { ...place, streamName: 'room-42' });
	await studio.client.endedExecutions(id, 1);
	const editor = await studio.edit();
	await openWorkflow(editor, id);
	await showExecutions(editor);
	await executionEntries(editor).first().waitFor();
	await studio.shoot(editor.page, 'executions-event');

	const { account } = studio.simulator;
	account.bind(
		place.domain,
		place.appName,
		account.addTemplate({ TemplateName: 'team-a' }).TemplateId,
	);
	await studio.client.endedExecutions(id, 2);
	await executionEntries(editor).nth(1).waitFor();
	await executionEntries(editor).first().click();
	await studio.shoot(editor.page, 'executions-told-by-heartbeat');
	await studio.client.deactivate(id);
}
