import {
	type Editor,
	newWorkflow,
	openWorkflow,
	publish,
	testId,
} from '../../n8n/editor/editor.mts';
import {
	chooseInCredential,
	closeCredential,
	closeNode,
	dragInput,
	executeStep,
	fillCredential,
	openNewCredential,
	openNode,
	openNodesPanel,
	saveWrongCredential,
	searchNodes,
} from '../../n8n/editor/panels.mts';
import type { WorkflowNode } from '../../n8n/session.mts';
import {
	ACTION,
	actionNode,
	manualStart,
	PUSH_DOMAIN,
	type Studio,
	TRIGGER,
	triggerNode,
} from './studio.mts';

const SIZE = { width: 1280, height: 720 };
const OF_THE_EVENT = { __rl: true, mode: 'name', value: '={{ $json.streamName }}' };

/** The pictures of the README. */
export async function shootReadme(studio: Studio): Promise<void> {
	const editor = await studio.edit({ size: SIZE });
	await shootEvents(studio, editor);
	await shootSampleAndBan(studio, editor);
	await shootOutputs(studio, editor);
	await shootRefusal(studio, editor);
	await shootSharing(studio, editor);
}

async function shootEvents(studio: Studio, editor: Editor): Promise<void> {
	await newWorkflow(editor);
	await openNodesPanel(editor);
	await searchNodes(editor, 'tencent');
	await testId(editor.page, 'node-creator-item-name').first().click();
	await testId(editor.page, 'node-creator-item-name').first().waitFor();
	await studio.shoot(editor.page, 'nodes-panel');
}

async function shootSampleAndBan(studio: Studio, editor: Editor): Promise<void> {
	const trigger = triggerNode(studio, { events: ['imageModeration'] });
	const ban = actionNode(studio, { resource: 'stream', operation: 'ban' });
	const { id } = await studio.keep('Ban on a moderation hit', [trigger, ban]);
	await openWorkflow(editor, id);
	await openNode(editor, TRIGGER);
	await executeStep(editor);
	await dismissNotices(editor);
	await testId(testId(editor.page, 'output-panel'), 'radio-button-schema').click();
	await studio.shoot(editor.page, 'sample');
	await closeNode(editor);
	await openNode(editor, ACTION);
	await dragInput(editor, 'domain', 'domainName');
	await dragInput(editor, 'streamName', 'streamName');
	await dismissNotices(editor);
	await editor.page.getByText('Parameters', { exact: true }).click();
	await studio.shoot(editor.page, 'ban');
}

async function shootOutputs(studio: Studio, editor: Editor): Promise<void> {
	const events = ['streamBegin', 'streamEnd', 'recordingFile', 'snapshot', 'imageModeration'];
	const trigger = triggerNode(studio, { events, outputMode: 'byKind' });
	const stream = { resource: 'stream', domainName: PUSH_DOMAIN, streamName: OF_THE_EVENT };
	const file = { resource: 'recording', operation: 'download', url: '={{ $json.recording.url }}' };
	const state = actionNode(studio, { ...stream, operation: 'getState' }, 'Confirm');
	const download = actionNode(studio, file, 'Fetch');
	const ban = actionNode(studio, { ...stream, operation: 'ban' }, 'Ban');
	[state, download, ban].forEach((node, index) => (node.position = [420, 180 * (index - 1)]));
	const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
	const main = [[], to('Confirm'), to('Fetch'), [], to('Ban'), [], []];
	const { id } = await studio.keep('One output per kind', [trigger, state, download, ban], {
		[TRIGGER]: { main },
	});
	await openWorkflow(editor, id);
	await testId(editor.page, 'zoom-to-fit').click();
	await studio.shoot(editor.page, 'outputs');
}

async function shootRefusal(studio: Studio, editor: Editor): Promise<void> {
	const { account } = studio.simulator;
	const theirs = account.addTemplate({ TemplateName: 'team-a', CallbackKey: 'teamAkey0123' });
	account.bind('push.example.com', 'shows', theirs.TemplateId);
	const { id } = await studio.keep('Refused', [triggerNode(studio, { appName: 'shows' })]);
	await openWorkflow(editor, id);
	await publish(editor, { beforeClosing: () => studio.shoot(editor.page, 'refused') });
}

/** What a visitor sees first, at the size of a small laptop and in both themes. */
export async function shootPanels(studio: Studio): Promise<void> {
	const fresh = { ...triggerNode(studio, { pushDomain: undefined }), credentials: {} };
	const options = { duplicateDeliveries: 'skip', existingTemplate: 'stop', onTest: 'sample' };
	const ask = (operation: string) =>
		actionNode(studio, { resource: 'callbackEvent', operation, pushDomain: PUSH_DOMAIN });
	const panels: Record<string, WorkflowNode> = {
		trigger: fresh,
		options: triggerNode(studio, { options }),
		ban: actionNode(studio, { resource: 'stream', operation: 'ban' }),
		diagnose: ask('diagnose'),
		'clean-up': ask('cleanUp'),
	};
	for (const colors of ['light', 'dark'] as const) {
		const editor = await studio.edit({ colors, size: SIZE });
		await newWorkflow(editor);
		await openNodesPanel(editor);
		await searchNodes(editor, 'tencent');
		await studio.shoot(editor.page, `panel-${colors}-search`);
		for (const [name, node] of Object.entries(panels)) {
			const nodes = node.name === ACTION ? [manualStart, node] : [node];
			const { id } = await studio.keep(`Panel ${name}`, nodes);
			await openWorkflow(editor, id);
			await openNode(editor, node.name);
			if (name === 'diagnose' || name === 'clean-up') {
				await executeStep(editor);
				await dismissNotices(editor);
			}
			if (name === 'options') {
				await testId(editor.page, 'collection-parameter-add').first().scrollIntoViewIfNeeded();
			}
			await studio.shoot(editor.page, `panel-${colors}-${name}`);
		}
	}
}

/** Two published workflows that start on the same event, as *Diagnose* names them. */
async function shootSharing(studio: Studio, editor: Editor): Promise<void> {
	for (const name of ['Announce live events', 'Log every start']) {
		const { id } = await studio.keep(name, [triggerNode(studio)]);
		await studio.client.activate(id);
	}
	const question = { resource: 'callbackEvent', operation: 'diagnose', pushDomain: PUSH_DOMAIN };
	const { id } = await studio.keep('Diagnose', [manualStart, actionNode(studio, question)]);
	await openWorkflow(editor, id);
	await openNode(editor, ACTION);
	await executeStep(editor);
	await dismissNotices(editor);
	await testId(testId(editor.page, 'output-panel'), 'radio-button-json').click();
	await studio.shoot(editor.page, 'sharing');
}

/** Closes what n8n says in the corner, over what the picture is of. */
async function dismissNotices({ page }: Editor): Promise<void> {
	for (const close of await page.locator('.el-notification__closeBtn').all()) await close.click();
	await page.locator('.el-notification').first().waitFor({ state: 'hidden' });
}

/** The icons in both themes: nodes panel, canvas, node's panel, credential. */
export async function shootIcons(studio: Studio): Promise<void> {
	const action = actionNode(studio, { resource: 'stream', operation: 'ban' });
	const { id } = await studio.keep('Icons', [triggerNode(studio), action]);
	for (const colors of ['light', 'dark'] as const) {
		const editor = await studio.edit({ colors });
		await newWorkflow(editor);
		await openNodesPanel(editor);
		await searchNodes(editor, 'tencent');
		await studio.shoot(editor.page, `icons-${colors}-panel`);
		await openWorkflow(editor, id);
		await studio.shoot(editor.page, `icons-${colors}-canvas`);
		await openNode(editor, ACTION);
		await studio.shoot(editor.page, `icons-${colors}-node`);
		await testId(editor.page, 'credential-edit-button').first().click();
		await testId(editor.page, 'editCredential-modal').waitFor();
		await studio.shoot(editor.page, `icons-${colors}-credential`);
	}
}

/** Both credentials' dialogs, and what the test says to right and to wrong entries. */
export async function shootCredentials(studio: Studio): Promise<void> {
	const editor = await studio.edit();
	const node = { ...triggerNode(studio), credentials: {} };
	const { id } = await studio.keep('Credentials', [node]);
	// n8n offers a new one only where there is none to select.
	for (const credential of await studio.client.listCredentials()) {
		await studio.client.deleteCredential(credential.id);
	}
	await openWorkflow(editor, id);
	await openNode(editor, TRIGGER);
	await openNewCredential(editor, 'Connect to Tencent Cloud');
	await studio.shoot(editor.page, 'credential-account');
	const { secretId, secretKey } = studio.simulator.keys;
	const endpoint = studio.simulator.url;
	const wrong: Array<[name: string, values: Record<string, string>, refusal?: string]> = [
		['secret-id', { secretId: 'AKIDother', secretKey, endpoint }],
		['secret-key', { secretId, secretKey: 'other' }],
		['permission', { secretKey }, 'AuthFailure.UnauthorizedOperation'],
		['clock', { secretKey: `${secretKey} ` }, 'AuthFailure.SignatureExpire'],
		['endpoint', { secretKey, endpoint: `${studio.client.session.url}/healthz` }],
		['unreachable', { endpoint: 'http://127.0.0.1:9' }],
	];
	for (const [name, values, refusal] of wrong) {
		if (refusal) studio.simulator.faults.next('*', { kind: 'refused', code: refusal }, 3);
		await fillCredential(editor, values);
		console.log(`  ${name}: ${sentences(await saveWrongCredential(editor))}`);
		await studio.shoot(editor.page, `credential-account-wrong-${name}`);
		studio.simulator.faults.clear();
	}
	await chooseInCredential(editor, 'site', 'China');
	await studio.shoot(editor.page, 'credential-account-site');
	await fillCredential(editor, { endpoint });
	await testId(editor.page, 'credential-save-button').click();
	await studio.shoot(editor.page, 'credential-account-right');
	if (await testId(editor.page, 'editCredential-modal').isVisible()) await closeCredential(editor);

	await openNewCredential(editor, 'Connect to Tencent LVB Callback');
	await studio.shoot(editor.page, 'credential-key');
	await fillCredential(editor, { callbackKey: 'with a space' });
	console.log(`  callback key: ${sentences(await saveWrongCredential(editor))}`);
	await studio.shoot(editor.page, 'credential-key-wrong');
	await fillCredential(editor, { callbackKey: 'Key123' });
	await testId(editor.page, 'credential-save-button').click();
	await studio.shoot(editor.page, 'credential-key-right');
}

/** What of a dialog's text is prose. */
function sentences(text: string): string {
	return text
		.split('\n')
		.filter((line) => line.length > 60)
		.join(' | ');
}
