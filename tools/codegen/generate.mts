import { complaintsAboutEvents, complaintsAboutFormats } from '../catalogue/check.mts';
import { catalogueFiles } from '../catalogue/files.mts';
import { openCatalogue, readOutputs } from '../catalogue/read.mts';
import { credentialTest, events, interruptions, refusals, samples } from './data.mts';
import { copies, decoders } from './decoders.mts';
import type { GeneratedFile, Generator } from './files.mts';
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

/** What came of it, in words; the files are as they shall be where there is no complaint. */
export interface Generated {
	/** What was done or found, where there is something to say. */
	report?: string;
	complaints: string[];
}

/**
 * Writes everything that is made from the catalogue of the package in the folder `root`, or checks that
 * it is up to date.
 *
 * @throws Error that names the file or operation of the catalogue that can't be read or contradicts
 * itself; no file has changed then
 */
export async function generate(command: 'write' | 'check', root: string): Promise<Generated> {
	const complaints = complaintsAboutFormats(catalogueFiles(root));
	const catalogue = complaints.length === 0 ? openCatalogue(root) : undefined;
	if (catalogue) {
		complaints.push(...complaintsAboutEvents(catalogue.events, readOutputs(catalogue)));
	}

	// All of it first: what can't be made leaves every file alone.
	const made: Array<{ name: string; file: GeneratedFile }> = [];
	for (const { name, generate } of catalogue && complaints.length === 0 ? GENERATORS : []) {
		made.push(...(await generate(catalogue!)).map((file) => ({ name, file })));
	}
	const stale: string[] = [];
	for (const { name, file } of made) {
		try {
			const rendered = await renderFile(root, file);
			if (rendered.before === rendered.after) continue;
			stale.push(file.path);
			// At once: the next one may be another part of the same file.
			if (command === 'write') await writeWhole(rendered);
		} catch (error) {
			complaints.push(`${name}: ${(error as Error).message}`);
		}
	}
	const paths = made.map(({ file }) => file.path);
	for (const path of await strayFiles(root, paths)) {
		complaints.push(`No generator makes ${path}; delete it`);
	}

	if (command === 'write') {
		const report = `${paths.length} generated files, ${stale.length} changed`;
		return { report: paths.length > 0 ? report : undefined, complaints };
	}
	if (stale.length > 0) {
		for (const path of stale) complaints.push(`${path} differs from what the catalogue says`);
		complaints.push('Mend with: node tools/codegen/run.mts write');
	}
	const isUpToDate = complaints.length === 0;
	return {
		report: isUpToDate ? `${paths.length} generated files are up to date` : undefined,
		complaints,
	};
}
