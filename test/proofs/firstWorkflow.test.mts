import type { Locator, Page } from 'playwright-core';
import {
	chooseToo,
	closeNode,
	credentialField,
	dragInput,
	executeStep,
	importCurl,
	openNewCredential,
	openNextNodesPanel,
	openNodesPanel,
	pickFromList,
	saveCredential,
	typeSearch,
} from '../../tools/n8n/editor/panels.mts';
import {
	type Editor,
	newWorkflow,
	publish,
	testId,
	workflowId,
} from '../../tools/n8n/editor/editor.mts';
import { waitUntil } from '../../tools/n8n/machine.mts';
import { type Desk, DESK_MS, openDesk } from '../e2e/stage/openDesk.mts';
import type { Stage } from '../e2e/stage/openStage.mts';
import { DOMAIN } from '../e2e/stage/workflows.mts';

const JOURNEY_MS = 600_000;
const CHAT = 'crew';

/**
 * One click of each is on the endpoint of the simulator, which nobody with an account at Tencent has to
 * enter.
 */
const PEOPLE = [
	{ person: 'uses the mouse alone', keys: [], clicks: 22 },
	{
		person: 'goes on with Enter and Tab and closes with Escape',
		keys: ['Enter', 'Tab', 'Escape'],
		clicks: 16,
	},
];

describe('a first workflow, from an empty canvas to messages on start and end', () => {
	let desk: Desk;
	let stage: Stage;
	let editor: Editor;
	let hands: Hands;

	beforeAll(async () => {
		desk = await openDesk({ account: false, size: { width: 1280, height: 720 } });
		({ stage, editor } = desk);
		hands = await watchHands(editor.page);
	}, DESK_MS);
	afterEach(async () => {
		for (const { id } of await stage.client.listCredentials()) {
			await stage.client.deleteCredential(id);
		}
		stage.simulator.inbox.clear();
	});
	afterAll(() => desk?.close());

	test.each(PEOPLE)(
		'takes somebody who $person $clicks clicks',
		async ({ keys, clicks }) => {
			const byKeys = keys.length > 0;
			await newWorkflow(editor);
			hands.clicks = 0;
			hands.keys.clear();

			await addTrigger(byKeys);
			await connectAccount(byKeys);
			await pickFromList(editor, 'pushDomain', DOMAIN);
			await chooseToo(editor, 'events', 'Stream Ended');
			await executeStep(editor);
			await closeNode(editor, { escape: byKeys });
			const drags = await addMessage(byKeys);
			expect(await publish(editor, { enter: byKeys })).toBe('published');

			// What a busy machine missed of a drag is no click more.
			expect(hands).toEqual({ clicks: clicks + drags - 1, keys: new Set(keys) });
			const broadcast = { domain: DOMAIN, streamName: 'room-42' };
			await stage.simulator.publish('streamBegin', broadcast);
			await stage.simulator.inbox.wait(CHAT, { count: 1 });
			await stage.simulator.publish('streamEnd', broadcast);
			const messages = await stage.simulator.inbox.wait(CHAT, { count: 2 });
			expect(messages.map(({ body }) => body)).toEqual([
				{ text: 'room-42 is live' },
				{ text: expect.stringMatching(/^room-42 (ended|broke off) after /) },
			]);
			await stage.client.deactivate(await workflowId(editor));
		},
		JOURNEY_MS,
	);

	async function addTrigger(byKeys: boolean): Promise<void> {
		await openNodesPanel(editor);
		await typeSearch(editor, 'tencent', { pick: 'Tencent LVB', enter: byKeys });
		const offer = testId(editor.page, 'node-creator-item-name').first();
		await offer.filter({ hasText: 'On stream started' }).waitFor();
		await (byKeys ? editor.page.keyboard.press('Enter') : offer.click());
		await testId(editor.page, 'ndv').waitFor();
	}

	async function connectAccount(byKeys: boolean): Promise<void> {
		const { url: endpoint, keys } = stage.simulator;
		const { secretId, secretKey } = keys;
		await openNewCredential(editor, 'Connect to Tencent Cloud');
		for (const [name, value] of Object.entries({ secretId, secretKey, endpoint })) {
			const input = credentialField(editor, name);
			await (byKeys && name === 'secretKey' ? tabTo(editor.page, input) : input.click());
			await paste(editor.page, input, value);
		}
		await saveCredential(editor);
	}

	/** As Slack shows it beside the address of a channel, to be copied. */
	async function addMessage(byKeys: boolean): Promise<number> {
		await openNextNodesPanel(editor);
		await typeSearch(editor, 'http request', { pick: 'HTTP Request', enter: byKeys });
		const url = stage.simulator.inbox.url(CHAT);
		const command = `curl -X POST -H 'Content-type: application/json' --data '{"text":""}' ${url}`;
		await importCurl(editor, command);
		const drags = await dragInput(editor, 'summary', 'value');
		await closeNode(editor);
		return drags;
	}
});

/** Goes on with Tab until the field has the cursor. */
async function tabTo(page: Page, input: Locator): Promise<void> {
	for (let pressed = 0; pressed < MOST_TABS; pressed += 1) {
		await page.keyboard.press('Tab');
		if ((await input.and(page.locator(':focus')).count()) > 0) return;
	}
	throw new Error(`Tab does not lead to ${input}`);
}

const MOST_TABS = 8;

/** Puts a text where the cursor is, at once as from a clipboard: nobody types keys. */
async function paste(page: Page, input: Locator, text: string): Promise<void> {
	await page.keyboard.insertText(text);
	await waitUntil(async () => (await input.inputValue()) === text, {
		what: 'a value in its field',
	});
}

interface Hands {
	/** How often a pointer went down on the page, which a drag does once. */
	clicks: number;
	/** The keys that were pressed and type nothing. */
	keys: Set<string>;
}

/** Watches what the browser itself takes from mouse and keyboard: no script can act as they do. */
async function watchHands(page: Page): Promise<Hands> {
	const hands: Hands = { clicks: 0, keys: new Set() };
	await page.exposeFunction('tellClick', () => (hands.clicks += 1));
	await page.exposeFunction('tellKey', (key: string) => void hands.keys.add(key));
	await page.addInitScript(`
		addEventListener('pointerdown', (event) => event.isTrusted && tellClick(), true);
		addEventListener('keydown', (event) => {
			const types = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
			if (event.isTrusted && !types) tellKey(event.key);
		}, true);
	`);
	return hands;
}
