import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOTHING_PACKAGE } from '../fixtures/nothing.mts';

/** Puts the do-nothing package where n8n keeps community packages. */
export function installNothing(userFolder: string): void {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const { name, version } = JSON.parse(
		readFileSync(join(NOTHING_PACKAGE, 'package.json'), 'utf8'),
	) as { name: string; version: string };
	mkdirSync(nodes, { recursive: true });
	cpSync(NOTHING_PACKAGE, join(nodes, 'node_modules', name), { recursive: true });
	const manifest = { name: 'installed-nodes', private: true, dependencies: { [name]: version } };
	writeFileSync(join(nodes, 'package.json'), JSON.stringify(manifest));
}
