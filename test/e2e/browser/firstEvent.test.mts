import {
	closeNode,
	executeStep,
	fillCredential,
	firstOutputItem,
	openNewCredential,
	openNextNodesPanel,
	openNodesPanel,
	pickFromList,
	pickNode,
	saveCredential,
	saveWrongCredential,
	searchNodes,
} from '../../../tools/n8n/editor/panels.mts';
import { type Editor, newWorkflow } from '../../../tools/n8n/editor/editor.mts';
import { type Desk, DESK_MS, openDesk } from '../stage/openDesk.mts';
import type { Stage } from '../stage/openStage.mts';

const JOURNEY_MS = 600_000;

const WORDS = [
	...['tencent', 'tencent live', 'live', 'rtmp', 'stream', 'stream started', 'stream ended'],
	...['download recording', 'push url', 'ban stream'],
	...['腾讯云', '直播', '云直播', '推流', '录制', '截图', '禁推'],
];

// One story of a person who has just installed the package: each test goes on where the one before
// it ended.
describe('a first event, from an empty n8n', () => {
	let desk: Desk;
	let stage: Stage;
	let editor: Editor;

	beforeAll(async () => {
		desk = await openDesk({ account: false });
		({ stage, editor } = desk);
		await newWorkflow(editor);
	}, DESK_MS);
	afterAll(() => desk?.close());

	test(
		'is found among the first two nodes by what people search for, in English and Chinese',
		async () => {
			await openNodesPanel(editor);

			expect(await notFoundBy(editor, [...WORDS, 'webhook'])).toEqual([]);
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

	test(
		'goes on with the action node, which the same words find',
		async () => {
			await closeNode(editor);
			await openNextNodesPanel(editor);

			expect(await notFoundBy(editor, WORDS)).toEqual([]);
		},
		JOURNEY_MS,
	);

	test('has changed nothing at Tencent', () => {
		expect(stage.simulator.account.templates.size).toBe(0);
		expect(stage.simulator.account.rules.size).toBe(0);
	});
});

/** The words by which the open panel's search does not find the package among the first two. */
async function notFoundBy(editor: Editor, words: readonly string[]): Promise<string[]> {
	const missed: string[] = [];
	for (const word of words) {
		const found = await searchNodes(editor, word);
		if (!found.slice(0, 2).includes('Tencent LVB')) missed.push(word);
	}
	return missed;
}
