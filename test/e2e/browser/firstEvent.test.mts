import type { Browser } from 'playwright-core';
import {
	executeStep,
	fillCredential,
	firstOutputItem,
	openNewCredential,
	openNodesPanel,
	pickFromList,
	pickNode,
	saveCredential,
	saveWrongCredential,
	searchNodes,
} from '../../../tools/n8n/editor/panels.mts';
import {
	type Editor,
	newWorkflow,
	openBrowser,
	openEditor,
} from '../../../tools/n8n/editor/editor.mts';
import { OPENING_MS, openStage, type Stage } from '../stage/openStage.mts';

const JOURNEY_MS = 600_000;
const BROWSER_MS = 600_000;

// One story of a person who has just installed the package: each test goes on where the one before
// it ended.
describe('a first event, from an empty n8n', () => {
	let stage: Stage;
	let browser: Browser;
	let editor: Editor;

	beforeAll(async () => {
		browser = await openBrowser();
		stage = await openStage({ account: false });
		editor = await openEditor(browser, stage.n8n.url);
		await newWorkflow(editor);
	}, OPENING_MS + BROWSER_MS);
	afterAll(async () => {
		await browser?.close();
		await stage?.close();
	});

	test.each(['tencent', 'live', 'rtmp', 'stream', 'webhook'])(
		"is found in the nodes panel by '%s', among the first two",
		async (word) => {
			if (!(await isOpen(editor))) await openNodesPanel(editor);

			expect((await searchNodes(editor, word)).slice(0, 2)).toContain('Tencent LVB');
		},
		JOURNEY_MS,
	);

	test(
		'begins with a trigger that is named after the event',
		async () => {
			await searchNodes(editor, 'tencent');
			await pickNode(editor, { node: 'Tencent LVB', action: 'On stream started' });

			expect(await editor.page.getByText('Stream Started').count()).toBeGreaterThan(0);
		},
		JOURNEY_MS,
	);

	test(
		'tells in the dialog of the credential what is wrong with the keys, and takes the right ones',
		async () => {
			const { secretId, secretKey } = stage.simulator.keys;
			await openNewCredential(editor, 'Connect to Tencent Cloud');
			await fillCredential(editor, { secretId, secretKey: 'other', endpoint: stage.simulator.url });

			expect(await saveWrongCredential(editor)).toContain(
				'The SecretKey does not belong to this SecretId.',
			);

			await fillCredential(editor, { secretKey });
			await saveCredential(editor);
		},
		JOURNEY_MS,
	);

	test(
		'shows the data of a sample after the push domain was picked and the step executed',
		async () => {
			await pickFromList(editor, 'pushDomain', 'push.example.com');
			await executeStep(editor);

			expect(await firstOutputItem(editor)).toMatchObject({
				event: 'streamBegin',
				domain: 'push.example.com',
				streamName: 'test_stream',
				push: expect.stringContaining('clientIp'),
				validation: expect.stringMatching(/ok:\s*true/),
			});
		},
		JOURNEY_MS,
	);

	test('has changed nothing at Tencent', () => {
		expect(stage.simulator.account.templates.size).toBe(0);
		expect(stage.simulator.account.rules.size).toBe(0);
	});
});

function isOpen({ page }: Editor): Promise<boolean> {
	return page.locator('[data-test-id="node-creator-search-bar"]').isVisible();
}
