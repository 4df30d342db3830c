import type { Locator, Page } from 'playwright-core';

import { waitUntil } from '../machine.mts';
import { canvasNode, type Editor, testId } from './editor.mts';

/** Opens the panel of a node on the canvas. */
export async function openNode(editor: Editor, name: string): Promise<void> {
	await canvasNode(editor, name).dblclick();
	await testId(editor.page, 'ndv').waitFor();
}

/** Closes the panel of the node that is open, at its cross or by Escape. */
export async function closeNode(
	{ page }: Editor,
	{ escape = false }: { escape?: boolean } = {},
): Promise<void> {
	await (escape ? page.keyboard.press('Escape') : testId(page, 'ndv-close-button').click());
	await testId(page, 'ndv').waitFor({ state: 'hidden' });
}

/** A field of the node that is open, by its parameter's name. */
export function field({ page }: Editor, name: string): Locator {
	return testId(page, `parameter-input-${name}`);
}

/**
 * Replaces what is in a field by a text from the clipboard, as a person does with a text to copy: n8n
 * treats a pasted text unlike a typed one.
 */
export async function pasteInto({ page, url }: Editor, name: string, text: string): Promise<void> {
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
	const editable = testId(page, `parameter-input-${name}`).locator('.cm-content, input').first();
	await editable.click();
	await page.keyboard.press('ControlOrMeta+A');
	await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
	await page.keyboard.press('ControlOrMeta+V');
}

/** Opens the list of a picker and waits for its entries, or for the answer that there are none. */
export async function openPicker({ page }: Editor, name: string): Promise<void> {
	const answered = page.waitForResponse((response) =>
		response.url().includes('resource-locator-results'),
	);
	await testId(testId(page, `resource-locator-${name}`), 'rlc-input').click();
	// n8n does not ask again for a list that it has.
	await Promise.any([answered, testId(page, 'rlc-item').first().waitFor()]);
}

/** Chooses an entry of a picker's list. */
export async function pickFromList(editor: Editor, name: string, entry: string): Promise<void> {
	await openPicker(editor, name);
	await testId(editor.page, 'rlc-item').filter({ hasText: entry }).first().click();
}

/** Chooses one more entry of a field that takes several. */
export async function chooseToo(editor: Editor, name: string, entry: string): Promise<void> {
	const { page } = editor;
	await field(editor, name).locator('.el-select').click();
	await page.getByRole('option', { name: entry }).click();
	await field(editor, name).getByText(entry).first().waitFor();
}

/** Adds an option of the collection and turns it on. */
export async function turnOnOption(
	editor: Editor,
	{ label, name }: { label: string; name: string },
): Promise<void> {
	await testId(editor.page, 'collection-parameter-add').first().click();
	await editor.page.getByRole('option', { name: label }).click();
	await field(editor, name).locator('.el-switch').click();
}

/**
 * Drags a field of the input onto a parameter, which then holds the expression; gives how many drags
 * that took.
 */
export async function dragInput(editor: Editor, from: string, onto: string): Promise<number> {
	const dropped = field(editor, onto).getByText(`$json.${from}`);
	// A busy editor misses a pointer that is let go before it has seen it arrive, and who drags tries again.
	for (let tries = 1; tries < MOST_DRAGS; tries += 1) {
		await dragOnce(editor, from, onto);
		if (await comes(dropped)) return tries;
	}
	await dragOnce(editor, from, onto);
	await dropped.waitFor();
	return MOST_DRAGS;
}

const MOST_DRAGS = 4;
const DROPPED_WITHIN_MS = 10_000;

const comes = (what: Locator): Promise<boolean> =>
	what.waitFor({ timeout: DROPPED_WITHIN_MS }).then(
		() => true,
		() => false,
	);

async function dragOnce(editor: Editor, from: string, onto: string): Promise<void> {
	const { page } = editor;
	const pill = testId(page, 'ndv-input-panel').locator(`[data-name="${from}"]`).first();
	const start = await center(pill);
	const end = await center(field(editor, onto));
	await page.mouse.move(start.x, start.y);
	await page.mouse.down();
	// n8n takes it for a click unless the pointer moves in several steps.
	await page.mouse.move(start.x + 20, start.y, { steps: 4 });
	await page.mouse.move(end.x, end.y, { steps: 12 });
	await page.mouse.up();
}

/** Fills the open HTTP Request node from a command that is typed into its dialog. */
export async function importCurl({ page }: Editor, command: string): Promise<void> {
	await page.getByRole('button', { name: 'Import cURL' }).click();
	await page.locator('[data-test-id="import-curl-modal-input"]:focus').waitFor();
	await page.keyboard.type(command);
	await testId(page, 'import-curl-modal-button').click();
	await testId(page, 'import-curl-modal-input').waitFor({ state: 'hidden' });
}

/** Runs the node that is open and waits until it ended, well or not. */
export async function executeStep({ page }: Editor): Promise<void> {
	await testId(page, 'node-execute-button').click();
	await testId(page, 'node-run-status-success')
		.or(testId(page, 'node-error-message'))
		.first()
		.waitFor();
}

/** The first item in the table of the output, as text by column. */
export async function firstOutputItem({ page }: Editor): Promise<Record<string, string>> {
	const panel = testId(page, 'output-panel');
	await testId(panel, 'radio-button-table').click();
	const table = panel.locator('table').first();
	await table.waitFor();
	const columns = await table.locator('thead th').allInnerTexts();
	const cells = await table.locator('tbody tr').first().locator('td').allInnerTexts();
	return Object.fromEntries(
		columns.map((column, index) => [column.trim(), cells[index].trim()] as const),
	);
}

async function center(element: Locator): Promise<{ x: number; y: number }> {
	// As with the wheel of a mouse: no click.
	await element.scrollIntoViewIfNeeded();
	const box = await element.boundingBox();
	if (!box) throw new Error(`Not on the page: ${element}`);
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

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

/** Types a word where the cursor is when the panel opens, and picks a node by click or by Enter. */
export async function typeSearch(
	editor: Editor,
	word: string,
	{ pick, enter }: { pick: string; enter: boolean },
): Promise<void> {
	const { page } = editor;
	await page.locator('[data-test-id="node-creator-search-bar"]:focus').waitFor();
	await page.keyboard.type(word);
	await testId(page, ITEM)
		.first()
		.filter({ hasText: exactly(pick) })
		.waitFor();
	await (enter ? page.keyboard.press('Enter') : item(editor, pick).click());
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
		.filter({ hasText: exactly(name) })
		.first();
}

function exactly(name: string): RegExp {
	return new RegExp(`^\\s*${name}\\s*$`);
}

/** Opens the dialog for a new credential from the node's panel, and waits until it can be saved. */
export async function openNewCredential({ page }: Editor, button: string): Promise<void> {
	// The answer names the credential; n8n refuses one that is saved without a name.
	const named = page.waitForResponse((response) => response.url().includes('/credentials/new'));
	await testId(page, 'node-credentials-slot')
		.getByText(button, { exact: true })
		.or(page.getByText(button, { exact: true }))
		.first()
		.click();
	await dialog(page).waitFor();
	await (await named).finished();
}

/** Types values into fields of the open dialog, by the names of the fields. */
export async function fillCredential(
	editor: Editor,
	values: Record<string, string>,
): Promise<void> {
	for (const [name, value] of Object.entries(values)) {
		await credentialField(editor, name).fill(value);
	}
}

/** Where a value is typed in the open dialog, by the name of the field. */
export function credentialField({ page }: Editor, name: string): Locator {
	return testId(dialog(page), `parameter-input-${name}`).locator('input, textarea').first();
}

/** Chooses an entry of a list in the open dialog. */
export async function chooseInCredential(
	{ page }: Editor,
	name: string,
	option: string,
): Promise<void> {
	await testId(dialog(page), `parameter-input-${name}`).locator('input').first().click();
	await page.getByRole('option', { name: option }).first().click();
}

/** Saves a credential that is right: n8n tests it and closes the dialog. */
export async function saveCredential({ page }: Editor): Promise<void> {
	await testId(dialog(page), 'credential-save-button').click();
	await dialog(page).waitFor({ state: 'hidden' });
}

/** Saves a credential that is wrong; gives the whole text that n8n shows about it. */
export async function saveWrongCredential({ page }: Editor): Promise<string> {
	const tested = page.waitForResponse((response) => response.url().includes('/credentials/test'));
	await testId(dialog(page), 'credential-save-button').click();
	await tested;
	await dialog(page).getByText('connect with these settings').first().waitFor();
	const more = dialog(page).getByText('More details');
	// Stays unfolded when the credential is tested again.
	if (await more.isVisible()) await more.click();
	return dialog(page).innerText();
}

export async function closeCredential({ page }: Editor): Promise<void> {
	await dialog(page).locator('.el-dialog__headerbtn, [aria-label*="lose"]').first().click();
	await dialog(page).waitFor({ state: 'hidden' });
}

function dialog(page: Page): Locator {
	return testId(page, 'editCredential-modal');
}
