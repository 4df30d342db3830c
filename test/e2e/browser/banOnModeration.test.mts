import {
	closeNode,
	dragInput,
	executeStep,
	field,
	firstOutputItem,
	openNextNodesPanel,
	openNodesPanel,
	pickFromList,
	pickNode,
	searchNodes,
	turnOnOption,
} from '../../../tools/n8n/editor/panels.mts';
import {
	type Editor,
	newWorkflow,
	publish,
	workflowId,
} from '../../../tools/n8n/editor/editor.mts';
import { type Desk, DESK_MS, openDesk } from '../stage/openDesk.mts';
import type { Stage } from '../stage/openStage.mts';
import { DOMAIN } from '../stage/workflows.mts';

const JOURNEY_MS = 600_000;
const BANNED = { domain: DOMAIN, appName: 'live' };

// One story: each test goes on where the one before it ended.
describe('a moderation hit that bans its stream, wired by hand', () => {
	let desk: Desk;
	let stage: Stage;
	let editor: Editor;

	beforeAll(async () => {
		desk = await openDesk();
		({ stage, editor } = desk);
	}, DESK_MS);
	afterAll(() => desk?.close());

	test(
		'begins with a sample of the hit',
		async () => {
			await newWorkflow(editor);
			await openNodesPanel(editor);
			await searchNodes(editor, 'tencent');
			await pickNode(editor, { node: 'Tencent LVB', action: 'On image moderation hit' });
			await pickFromList(editor, 'pushDomain', DOMAIN);
			await turnOnOption(editor, { label: 'Allow Private URL', name: 'allowPrivateUrl' });
			await executeStep(editor);

			expect(await firstOutputItem(editor)).toMatchObject({ event: 'imageModeration' });
			await closeNode(editor);
		},
		JOURNEY_MS,
	);

	test(
		'is followed by the ban, with the stream dragged from the hit onto its fields',
		async () => {
			await openNextNodesPanel(editor);
			await searchNodes(editor, 'tencent');
			await pickNode(editor, { node: 'Tencent LVB', action: 'Ban stream' });
			await dragInput(editor, 'domain', 'domainName');
			await dragInput(editor, 'appName', 'appName');
			await dragInput(editor, 'streamName', 'streamName');

			// What stood there gives way: "live live" would ban nothing.
			expect(await textOf('appName')).toBe('{{ $json.appName }}');
			expect(await field(editor, 'domainName').innerText()).toContain('{{ $json.domain }}');
			expect(await field(editor, 'streamName').innerText()).toContain('{{ $json.streamName }}');
		},
		JOURNEY_MS,
	);

	test(
		'bans the stream of the sample when the step is executed',
		async () => {
			await executeStep(editor);

			expect(await firstOutputItem(editor)).toMatchObject({
				success: 'true',
				streamName: 'test_stream',
			});
			expect(isBanned('test_stream')).toBe(true);
			await closeNode(editor);
		},
		JOURNEY_MS,
	);

	test(
		'bans whatever stream Tencent reports once it is published',
		async () => {
			expect(await publish(editor)).toBe('published');
			expect(isBanned('room-42')).toBe(false);

			await stage.simulator.publish('imageModeration', { domain: DOMAIN, streamName: 'room-42' });

			const executions = await stage.client.endedExecutions(await workflowId(editor), 3);
			expect(executions.at(-1)).toMatchObject({ mode: 'webhook', status: 'success' });
			expect(isBanned('room-42')).toBe(true);
		},
		JOURNEY_MS,
	);

	/** What a field holds, without the signs of zero width that the editor puts around it. */
	async function textOf(name: string): Promise<string> {
		const text = await field(editor, name).locator('.cm-content').first().innerText();
		return text.replace(/[\u200b\ufeff]/g, '').trim();
	}

	function isBanned(streamName: string): boolean {
		return stage.simulator.account.bans.covers({ ...BANNED, streamName }, Date.now());
	}
});
