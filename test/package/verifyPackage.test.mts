import { fileURLToPath } from 'node:url';
import { findingsOf, verifyPackage } from './verifyPackage.mts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

describe('the built package', () => {
	it('loads every path of its n8n block and requires nothing foreign', () => {
		expect(verifyPackage(ROOT)).toEqual([]);
	});

	it.each([
		['a foreign module', 'const a = require("lodash");'],
		['a module of Node that verification forbids', "const fs = require('node:fs');"],
		['a computed module name', 'require(name)'],
		['code made from text', 'const f = new Function("return 1")'],
		['evaluated text', 'eval("1")'],
	])('is refused with %s', (_reason, source) => {
		expect(findingsOf('x.js', source)).toHaveLength(1);
	});

	it('may require n8n-workflow, crypto and its own files', () => {
		expect(
			findingsOf('x.js', 'require("n8n-workflow"); require("crypto"); require("./y")'),
		).toEqual([]);
	});
});
