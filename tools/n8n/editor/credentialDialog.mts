import type { Locator, Page } from 'playwright-core';
import type { Editor } from './editor.mts';
import { testId } from './testId.mts';

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
	{ page }: Editor,
	values: Record<string, string>,
): Promise<void> {
	for (const [name, value] of Object.entries(values)) {
		const field = testId(dialog(page), `parameter-input-${name}`);
		await field.locator('input, textarea').first().fill(value);
	}
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
