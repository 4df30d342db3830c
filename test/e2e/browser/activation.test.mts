import {
	closeNode,
	openNode,
	openNodesPanel,
	pickFromList,
	pickNode,
	searchNodes,
	turnOnOption,
} from '../../../tools/n8n/editor/panels.mts';
import {
	type Editor,
	executionEntries,
	newWorkflow,
	publish,
	showCanvas,
	showExecutions,
	unpublish,
} from '../../../tools/n8n/editor/editor.mts';
import { snapshotOf } from '../stage/account.mts';
import { type Desk, DESK_MS, openDesk } from '../stage/openDesk.mts';
import type { Stage } from '../stage/openStage.mts';
import { DOMAIN } from '../stage/workflows.mts';

const JOURNEY_MS = 600_000;
const NODE = 'Tencent LVB Trigger';

// One story from publishing to unpublishing: each test goes on where the one before it ended.
describe('a workflow that is published in the editor', () => {
	let desk: Desk;
	let stage: Stage;
	let editor: Editor;
	let accountBefore: unknown;

	beforeAll(async () => {
		desk = await openDesk();
		({ stage, editor } = desk);
		accountBefore = snapshotOf(stage.simulator.account);
	}, DESK_MS);
	afterAll(() => desk?.close());

	test(
		"is refused where the domain has somebody else's template, with what to do about it",
		async () => {
			await newWorkflow(editor);
			await openNodesPanel(editor);
			await searchNodes(editor, 'tencent');
			await pickNode(editor, { node: 'Tencent LVB', action: 'On stream started' });
			await pickFromList(editor, 'pushDomain', DOMAIN);
			await closeNode(editor);
			const { account } = stage.simulator;
			const theirs = account.addTemplate({ TemplateName: 'team-a' });
			account.bind(DOMAIN, 'live', theirs.TemplateId);

			const text = await publish(editor);

			expect(text).toContain("already uses the callback template 'team-a'");
			expect(text).toContain("Set 'If the Domain Is Already in Use'");
			account.rules.clear();
			account.templates.clear();
			expect(snapshotOf(account)).toEqual(accountBefore);
		},
		JOURNEY_MS,
	);

	test(
		'registers itself after a change, though its address is a private one as that of the credential',
		async () => {
			await openNode(editor, NODE);
			await turnOnOption(editor, { label: 'Include Raw Payload', name: 'includeRawPayload' });
			await closeNode(editor);

			expect(await publish(editor)).toBe('published');
			expect(stage.simulator.account.templateOf(DOMAIN, 'live')).toMatchObject({
				StreamBeginNotifyUrl: expect.stringContaining(stage.n8n.url),
			});
		},
		JOURNEY_MS,
	);

	test(
		'runs on an event, which is then in its list of executions',
		async () => {
			const deliveries = await stage.simulator.publish('streamBegin', { domain: DOMAIN });
			expect(deliveries).toMatchObject([{ outcome: 'delivered' }]);

			await showExecutions(editor);

			await executionEntries(editor).filter({ hasText: 'Succeeded' }).first().waitFor();
			expect(await executionEntries(editor).count()).toBe(1);
		},
		JOURNEY_MS,
	);

	test(
		'leaves the account as it was when it is unpublished',
		async () => {
			await showCanvas(editor);
			await unpublish(editor);

			const { id } = (await stage.client.listWorkflows())[0];
			expect(await stage.client.settledPublication(id)).toMatchObject({ status: 'not_published' });
			expect(snapshotOf(stage.simulator.account)).toEqual(accountBefore);
		},
		JOURNEY_MS,
	);
});
