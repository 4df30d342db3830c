import {
	dragInput,
	executeStep,
	newWorkflow,
	openNode,
	openNodesPanel,
	openWorkflow,
	publish,
	searchNodes,
	testId,
	closeNode,
	type Editor,
} from '../../n8n/editor/index.mts';
import { ACTION, actionNode, PUSH_DOMAIN, TRIGGER, triggerNode } from './nodes.mts';
import type { Studio } from './studio.mts';

const SIZE = { width: 1280, height: 720 };
const OF_THE_EVENT = { __rl: true, mode: 'name', value: '={{ $json.streamName }}' };

/** The pictures of the README. */
export async function shootReadme(studio: Studio): Promise<void> {
	const editor = await studio.edit({ size: SIZE });
	await shootEvents(studio, editor);
	await shootSampleAndBan(studio, editor);
	await shootOutputs(studio, editor);
	await shootRefusal(studio, editor);
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
	await testId(testId(editor.page, 'output-panel'), 'radio-button-schema').click();
	await studio.shoot(editor.page, 'sample');
	await closeNode(editor);
	await openNode(editor, ACTION);
	await dragInput(editor, 'domain', 'domainName');
	await dragInput(editor, 'streamName', 'streamName');
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
