import type { Locator, Page } from 'playwright-core';
import type { Editor } from './editor.mts';
import { testId } from './testId.mts';

/** n8n tries a refused publication five times within some 17 s before it says so. */
const OUTCOME_MS = 240_000;

/**
 * Publishes the workflow that is open and waits for what comes of it; gives the text of a refusal
 * and closes it.
 */
export async function publish(
	{ page }: Editor,
	{ beforeClosing }: { beforeClosing?: () => Promise<void> } = {},
): Promise<'published' | string> {
	await testId(page, 'workflow-open-publish-modal-button').click();
	await testId(page, 'workflow-publish-button').click();
	const published = stateButton(page, 'Published');
	const refused = page.locator('.el-notification', { hasText: 'could not be published' });
	await published.or(refused).first().waitFor({ timeout: OUTCOME_MS });
	await beforeClosing?.();
	if ((await refused.count()) === 0) return 'published';
	const text = await refused.first().innerText();
	await refused.first().locator('.el-notification__closeBtn').click();
	await refused.first().waitFor({ state: 'hidden' });
	return text;
}

/** Takes the workflow that is open out of service. */
export async function unpublish({ page }: Editor): Promise<void> {
	await testId(page, 'version-menu-button').click();
	await testId(page, 'version-menu-item-unpublish').click();
	await testId(page, 'workflow-history-version-unpublish-modal')
		.getByRole('button', { name: 'Unpublish' })
		.click();
	await stateButton(page, 'Publish').waitFor();
}

/** The button that publishes, once it names this state; 'Publishing...' lies between the two. */
function stateButton(page: Page, state: 'Publish' | 'Published'): Locator {
	return testId(page, 'workflow-open-publish-modal-button').filter({
		hasText: new RegExp(`^\\s*${state}\\s*$`),
	});
}
