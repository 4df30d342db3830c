import type { Locator } from 'playwright-core';
import { canvasNode } from './canvas.mts';
import type { Editor } from './editor.mts';
import { testId } from './testId.mts';

/** Opens the panel of a node on the canvas. */
export async function openNode(editor: Editor, name: string): Promise<void> {
	await canvasNode(editor, name).dblclick();
	await testId(editor.page, 'ndv').waitFor();
}

/** Closes the panel of the node that is open. */
export async function closeNode({ page }: Editor): Promise<void> {
	await testId(page, 'ndv-close-button').click();
	await testId(page, 'ndv').waitFor({ state: 'hidden' });
}

/** A field of the node that is open, by its parameter's name. */
export function field({ page }: Editor, name: string): Locator {
	return testId(page, `parameter-input-${name}`);
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

/** Adds an option of the collection and turns it on. */
export async function turnOnOption(
	editor: Editor,
	{ label, name }: { label: string; name: string },
): Promise<void> {
	await testId(editor.page, 'collection-parameter-add').first().click();
	await editor.page.getByRole('option', { name: label }).click();
	await field(editor, name).locator('.el-switch').click();
}

/** Drags a field of the input onto a parameter, which then holds the expression. */
export async function dragInput(editor: Editor, from: string, onto: string): Promise<void> {
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
	await field(editor, onto).getByText(`$json.${from}`).waitFor();
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
	await element.waitFor();
	const box = await element.boundingBox();
	if (!box) throw new Error(`Not on the page: ${element}`);
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
