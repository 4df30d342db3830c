import { chromium, type Browser } from 'playwright-core';
import { findChromium, NO_CHROMIUM } from '../prepare/chromium.mjs';

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
		args: [
			...['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
			...['--disable-component-update', '--disable-sync'],
		],
	});
}
