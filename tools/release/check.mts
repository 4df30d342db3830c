// Refuses a release whose tag, version and changelog do not agree: node tools/release/check.mts <tag>.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { releaseFindings } from './releaseFindings.mts';

const root = join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const [tag] = process.argv.slice(2);
if (!tag) {
	console.error('Usage: node tools/release/check.mts <tag>');
	process.exit(2);
}

const { version } = JSON.parse(read('package.json')) as { version: string };
const findings = releaseFindings({ tag, version, changelog: read('CHANGELOG.md') });
for (const finding of findings) console.error(finding);
if (findings.length === 0) console.log(`${tag} can be published.`);
process.exitCode = findings.length === 0 ? 0 : 1;
