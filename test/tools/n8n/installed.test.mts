import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInstalled } from '../../../tools/prepare/install.mjs';

const WANTED = {
	'': {},
	'node_modules/a': { version: '1.0.0' },
	'node_modules/for-another-platform': { version: '1.0.0', optional: true },
};

describe('an installed folder', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'installed-'));
		mkdirSync(join(folder, 'node_modules'));
		write('package-lock.json', WANTED);
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	const write = (path: string, packages: object) =>
		writeFileSync(join(folder, path), JSON.stringify({ packages }));

	test.each([
		['all of it is there', { 'node_modules/a': { version: '1.0.0' } }, true],
		['the lock file has moved on', { 'node_modules/a': { version: '0.9.0' } }, false],
		['a package is missing', {}, false],
	])('is taken as it is, or not, where %s', (_, present, expected) => {
		write('node_modules/.package-lock.json', present);

		expect(isInstalled(folder)).toBe(expected);
	});

	test('is not taken where the install was interrupted', () => {
		expect(isInstalled(folder)).toBe(false);
	});
});
