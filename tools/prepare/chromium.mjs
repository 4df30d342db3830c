import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { withProgress } from './progress.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const USUAL_PLACES = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** What a person reads where there is no browser. */
export const NO_CHROMIUM =
	'The tests of the editor and the screenshots need Chromium or Google Chrome, and none was found. ' +
	'Install it (Debian: apt-get install chromium; others: https://www.google.com/chrome), or set ' +
	'CHROME_BIN to its program, and run the same command again.';

/** The path of Chromium or Chrome: CHROME_BIN, or the first one found; undefined if there is none. */
export function findChromium() {
	const { CHROME_BIN, PATH = '' } = process.env;
	if (CHROME_BIN) return CHROME_BIN;
	const inPath = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
	return [...inPath, ...USUAL_PLACES].find(isProgram);
}

/**
 * Makes sure of a browser, where Debian's packages can be had. Says so and goes on where they can't:
 * everything but the tests of the editor can do without.
 */
export async function installChromium() {
	if (findChromium()) return;
	if (canInstall()) {
		const title = 'Installing Chromium';
		await withProgress({ title, hint: 'once, usually less than a minute' }, async () => {
			// The lists of a fresh container are empty, those of an old machine name files that are gone.
			if (await apt('install', ...PACKAGES)) return;
			await apt('update');
			await apt('install', ...PACKAGES);
		});
	}
	if (!findChromium()) console.warn(`\n${NO_CHROMIUM}\n`);
}

const PACKAGES = ['--yes', '--no-install-recommends', 'chromium'];

function canInstall() {
	return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

/** Whether apt-get did it. */
function apt(...args) {
	const child = spawn('apt-get', args, {
		stdio: 'ignore',
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
	});
	return new Promise((resolve) => {
		child.once('error', () => resolve(false));
		child.once('exit', (code) => resolve(code === 0));
	});
}

function isProgram(path) {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
