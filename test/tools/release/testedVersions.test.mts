import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const pinned = (folder: string) =>
	(JSON.parse(read(`tools/n8n/pinned/${folder}/package.json`)) as { dependencies: { n8n: string } })
		.dependencies.n8n;

/** What the end-to-end tests run: `npm run test:oldest` and `npm test`. */
const TESTED = `Tested with n8n ${pinned('n8n-oldest')} and ${pinned('n8n')}, each on Node.js 24.`;

describe('the claim of what was tested', () => {
	test.each(['README.md', 'CHANGELOG.md'])('names the n8n that the tests run: %s', (path) => {
		expect(read(path)).toContain(TESTED);
	});
});
