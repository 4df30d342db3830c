import type { Locator } from 'playwright-core';
import type { Editor } from './editor.mts';
import { testId } from './testId.mts';

/** Opens an empty workflow. */
export async function newWorkflow({ page, url }: Editor): Promise<void> {
	await page.goto(`${url}/workflow/new`);
	await testId(page, 'canvas-add-button').waitFor();
}

/** Opens a stored workflow and waits for its nodes. */
export async function openWorkflow({ page, url }: Editor, id: string): Promise<void> {
	await page.goto(`${url}/workflow/${id}`);
	await testId(page, 'canvas-node').first().waitFor();
}

/** The id of the workflow that is open; n8n gives it one with the first change. */
export async function workflowId({ page }: Editor): Promise<string> {
	await page.waitForURL(/\/workflow\/(?!new)\w{16}/);
	return new URL(page.url()).pathname.split('/')[2];
}

/** The node of this name on the canvas. */
export function canvasNode({ page }: Editor, name: string): Locator {
	return page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
}
