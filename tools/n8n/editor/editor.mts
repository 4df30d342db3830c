import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

import { findChromium, NO_CHROMIUM } from '../../prepare/chromium.mjs';
import { OWNER } from '../session.mts';

/** Playwright's own 30 s are few for a busy machine. */
const START_MS = 120_000;

/**
 * Starts Chromium without a window, as CHROME_BIN or the system has it.
 *
 * @throws Error saying what to install if there is none
 */
export async function openBrowser(): Promise<Browser> {
	const executablePath = findChromium();
	if (!executablePath) throw new Error(NO_CHROMIUM);
	return chromium.launch({
		executablePath,
		timeout: START_MS,
		args: [
			...['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
			...['--disable-component-update', '--disable-sync'],
		],
	});
}

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

/** What n8n's own tests know by this name; more precise within a part of the page. */
export function testId(within: Page | Locator, id: string): Locator {
	return within.locator(`[data-test-id="${id}"]`);
}

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

/** Runs the workflow that is open from its first trigger. */
export async function executeWorkflow({ page }: Editor): Promise<void> {
	await testId(page, 'execute-workflow-button').click();
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

/** n8n tries a refused publication five times within some 17 s before it says so. */
const OUTCOME_MS = 240_000;

/**
 * Publishes the workflow that is open and waits for what comes of it; gives the text of a refusal
 * and closes it.
 */
export async function publish(
	{ page }: Editor,
	{ beforeClosing, enter = false }: { beforeClosing?: () => Promise<void>; enter?: boolean } = {},
): Promise<'published' | string> {
	await testId(page, 'workflow-open-publish-modal-button').click();
	const confirm = testId(page, 'workflow-publish-button');
	await confirm.waitFor();
	await (enter ? page.keyboard.press('Enter') : confirm.click());
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
