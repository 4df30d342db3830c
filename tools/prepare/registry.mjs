import { join } from 'node:path';
import { installPackages } from './packages.mjs';
import { PINNED } from './root.mjs';

/** Installs the package registry that the test of n8n's own install asks. */
export async function installRegistry(node) {
	await installPackages({
		folder: join(PINNED, 'registry'),
		title: 'a package registry for the tests',
		node,
		freeGigabytes: 0.3,
	});
}
