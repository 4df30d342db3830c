/**
 * Pins the catalogue's samples to the triggers of `examples/*.json`. Needs a build in `dist/`.
 *
 *   node tools/codegen/pinSamples.mts
 */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

import { renderFile, writeWhole } from './files.mts';
import { type CallbackRoom, readExample, withPinnedSample } from './pinned.mts';

const root = resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const room = {
	...(require(join(root, 'dist/nodes/callback/decode.js')) as object),
	...(require(join(root, 'dist/nodes/callback/sample.js')) as object),
} as CallbackRoom;
let changed = 0;

for (const name of await readdir(join(root, 'examples'))) {
	if (!name.endsWith('.json')) continue;
	const path = `examples/${name}`;
	const example = readExample(await readFile(join(root, path), 'utf8'));
	const content = JSON.stringify(withPinnedSample(name, example, room));
	const rendered = await renderFile(root, { path, content });
	if (rendered.before === rendered.after) continue;
	await writeWhole(rendered);
	changed += 1;
}
console.log(`${changed} example workflows changed`);
