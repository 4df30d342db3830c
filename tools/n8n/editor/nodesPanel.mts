import type { Locator } from 'playwright-core';
import { waitUntil } from '../waitUntil.mts';
import type { Editor } from './editor.mts';
import { testId } from './testId.mts';

const ITEM = 'node-creator-item-name';

/** Opens the panel that asks for the first node of an empty workflow. */
export async function openNodesPanel({ page }: Editor): Promise<void> {
	await testId(page, 'canvas-add-button').click();
	await testId(page, 'node-creator-search-bar').waitFor();
}

/** Opens the panel that asks for the node behind the last one, at its plus sign. */
export async function openNextNodesPanel({ page }: Editor): Promise<void> {
	await testId(page, 'canvas-handle-plus').last().click();
	await testId(page, 'node-creator-search-bar').waitFor();
}

/** Types a word into the panel's search; gives the names that are found, best first. */
export async function searchNodes({ page }: Editor, word: string): Promise<string[]> {
	await testId(page, 'node-creator-search-bar').fill(word);
	let last = '';
	const settled = async () => {
		const names = await testId(page, ITEM).allInnerTexts();
		const same = names.length > 0 && names.join() === last;
		last = names.join();
		return same && names;
	};
	return waitUntil(settled, { what: `nodes that '${word}' finds`, everyMs: 400 });
}

/** Picks a node that the search has found, and one of its triggers or actions. */
export async function pickNode(
	editor: Editor,
	{ node, action }: { node: string; action: string },
): Promise<void> {
	await item(editor, node).click();
	await item(editor, action).click();
	await testId(editor.page, 'ndv').waitFor();
}

function item({ page }: Editor, name: string): Locator {
	return testId(page, ITEM)
		.filter({ hasText: new RegExp(`^\\s*${name}\\s*$`) })
		.first();
}
