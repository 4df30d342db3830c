import type { Locator } from 'playwright-core';
import type { Editor } from './editor.mts';
import { testId } from './testId.mts';

/** Opens the list of the workflow's executions. */
export async function showExecutions({ page }: Editor): Promise<void> {
	await testId(page, 'radio-button-executions').click();
	await testId(page, 'executions-sidebar').waitFor();
}

/** Goes back from the executions to the canvas. */
export async function showCanvas({ page }: Editor): Promise<void> {
	await testId(page, 'radio-button-workflow').click();
	await testId(page, 'workflow-open-publish-modal-button').waitFor();
}

/** The entries of the list, newest first; n8n refreshes it by itself. */
export function executionEntries({ page }: Editor): Locator {
	return page.locator(
		'[data-test-id="current-executions-list"] [data-test-id^="execution-details-"]',
	);
}
