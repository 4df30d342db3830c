import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findChromium, NO_CHROMIUM } from '../../../tools/prepare/chromium.mjs';

describe('The browser for the tests of the editor', () => {
	let folder: string;
	const { CHROME_BIN, PATH } = process.env;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'chromium-'));
		delete process.env.CHROME_BIN;
		process.env.PATH = [join(folder, 'missing'), folder].join(delimiter);
	});
	afterEach(() => {
		rmSync(folder, { recursive: true });
		process.env.PATH = PATH;
		if (CHROME_BIN !== undefined) process.env.CHROME_BIN = CHROME_BIN;
		else delete process.env.CHROME_BIN;
	});

	test.each(['chromium', 'google-chrome'])('is found in PATH as %s', (name) => {
		const program = join(folder, name);
		writeFileSync(program, '', { mode: 0o755 });

		expect(findChromium()).toBe(program);
	});

	test('is not a file that can not be run', () => {
		const file = join(folder, 'chromium');
		writeFileSync(file, '', { mode: 0o644 });

		expect(findChromium()).not.toBe(file);
	});

	test('is the one that CHROME_BIN names, whatever else is there', () => {
		writeFileSync(join(folder, 'chromium'), '', { mode: 0o755 });
		process.env.CHROME_BIN = '/opt/browser/chrome';

		expect(findChromium()).toBe('/opt/browser/chrome');
	});

	test('is asked for by name where there is none, with the command that installs it', () => {
		expect(NO_CHROMIUM).toContain('apt-get install chromium');
		expect(NO_CHROMIUM).toContain('CHROME_BIN');
	});
});
