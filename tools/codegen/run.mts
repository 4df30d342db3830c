/**
 * Writes everything that is made from the catalogue, or checks that it is up to date.
 *
 *   node tools/codegen/run.mts write [--root <dir>]
 *   node tools/codegen/run.mts check [--root <dir>]
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { complaintsAboutEvents, complaintsAboutFormats } from '../catalogue/check.mts';
import { catalogueFiles } from '../catalogue/files.mts';
import { openCatalogue, readOutputs } from '../catalogue/read.mts';
import { credentialTest, events, interruptions, refusals, samples } from './data.mts';
import { copies, decoders } from './decoders.mts';
import type { GeneratedFile, Generator, Rendered } from './files.mts';
import { renderFile, strayFiles, writeWhole } from './files.mts';
import { items, outputSchemas } from './items.mts';
import { operations, operationSchemas, pickers, rates } from './operations.mts';
import { eventTable, operationTable, panelTables, refusalTables, repetitions } from './tables.mts';
import { validators } from './validators.mts';

/** Everything that is made from the catalogue. */
const GENERATORS: readonly Generator[] = [
	...[events, samples, interruptions, refusals, credentialTest],
	...[validators, decoders, copies, items, outputSchemas],
	...[operations, pickers, rates, operationSchemas],
	...[eventTable, operationTable, panelTables, refusalTables, repetitions],
];

const { positionals, values } = parseArgs({
	allowPositionals: true,
	options: { root: { type: 'string' } },
});
const [command] = positionals;
if (command !== 'write' && command !== 'check') {
	console.error('Usage: node tools/codegen/run.mts write|check [--root <dir>]');
	process.exit(2);
}

const root = resolve(values.root ?? resolve(import.meta.dirname, '../..'));
const stale: Rendered[] = [];
const complaints = complaintsAboutFormats(catalogueFiles(root));
const catalogue = complaints.length === 0 ? openCatalogue(root) : undefined;
if (catalogue) complaints.push(...complaintsAboutEvents(catalogue.events, readOutputs(catalogue)));
const paths: string[] = [];

// All of it first: what can't be made leaves every file alone.
const made: Array<{ name: string; file: GeneratedFile }> = [];
for (const { name, generate } of catalogue && complaints.length === 0 ? GENERATORS : []) {
	made.push(...(await generate(catalogue!)).map((file) => ({ name, file })));
}
for (const { name, file } of made) {
	try {
		paths.push(file.path);
		const rendered = await renderFile(root, file);
		if (rendered.before === rendered.after) continue;
		stale.push(rendered);
		// At once: the next one may be another part of the same file.
		if (command === 'write') await writeWhole(rendered);
	} catch (error) {
		complaints.push(`${name}: ${(error as Error).message}`);
	}
}

for (const path of await strayFiles(root, paths)) {
	complaints.push(`No generator makes ${path}; delete it`);
}

if (command === 'write') {
	if (paths.length > 0) console.log(`${paths.length} generated files, ${stale.length} changed`);
} else if (stale.length > 0) {
	for (const file of stale) complaints.push(`${file.path} differs from what the catalogue says`);
	complaints.push('Mend with: node tools/codegen/run.mts write');
} else if (complaints.length === 0) {
	console.log(`${paths.length} generated files are up to date`);
}
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;
