import type { Browser, Page } from 'playwright-core';
import { OWNER } from '../client/session.mts';
import { testId } from './testId.mts';

export interface EditorOptions {
	/** `light` unless given */
	colors?: 'light' | 'dark';
	/** CSS pixels; 1440 by 1000 unless given */
	size?: { width: number; height: number };
	/** ms that each step may take; 120 000 unless given, since the machine may have much else to do */
	stepMs?: number;
}

/** n8n's editor in a browser of its own, with the owner logged in. */
export interface Editor {
	page: Page;
	/** The address of n8n. */
	url: string;
	close(): Promise<void>;
}

const SIZE = { width: 1440, height: 1000 };

/** Opens the editor of the n8n at `url` and logs in as a person does. */
export async function openEditor(
	browser: Browser,
	url: string,
	{ colors = 'light', size = SIZE, stepMs = 120_000 }: EditorOptions = {},
): Promise<Editor> {
	const context = await browser.newContext({
		...{ viewport: size, colorScheme: colors, reducedMotion: 'reduce' as const },
	});
	context.setDefaultTimeout(stepMs);
	const page = await context.newPage();
	await page.goto(`${url}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"], input[type="email"]').fill(OWNER.email);
	await page.locator('input[type="password"]').fill(OWNER.password);
	await testId(page, 'form-submit-button').click();
	await page.waitForURL(({ pathname }) => !pathname.startsWith('/signin'));
	return { page, url, close: () => context.close() };
}
