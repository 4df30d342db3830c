/**
 * Writes everything that is made from the catalogue, or checks that it is up to date.
 *
 *   node tools/codegen/run.mts write [--root <dir>]
 *   node tools/codegen/run.mts check [--root <dir>]
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { generate } from './generate.mts';

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
const { report, complaints } = await generate(command, root);
if (report) console.log(report);
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;
