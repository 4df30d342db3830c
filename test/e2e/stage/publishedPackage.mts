import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extract } from 'tar';
import { pack, type Registry } from '../../../tools/n8n/install.mts';
import { ROOT } from '../../../tools/n8n/machine.mts';

const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	name: string;
	version: string;
};

/** The name and version of the built package. */
export const { name: PACKAGE, version: CURRENT } = MANIFEST;

/** Publishes the built package to a registry; under another version if one is given. */
export async function publishPackage(
	registry: Registry,
	folder: string,
	version = CURRENT,
): Promise<void> {
	const target = mkdtempSync(join(folder, 'pack-'));
	const unpacked = join(target, 'package');
	mkdirSync(unpacked);
	await extract({ file: pack(target), cwd: unpacked, strip: 1 });
	const manifest = join(unpacked, 'package.json');
	writeFileSync(manifest, JSON.stringify({ ...readJson(manifest), version }, null, '\t'));
	await registry.publish(unpacked);
}

function readJson(path: string): object {
	return JSON.parse(readFileSync(path, 'utf8')) as object;
}
