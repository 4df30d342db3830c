import { chromium, type Browser } from 'playwright-core';
import { findChromium, NO_CHROMIUM } from '../../prepare/chromium.mjs';

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
