import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { decodeCallback } from '../../../nodes/callback/decode.ts';
import { samplePayload } from '../../../nodes/callback/sample.ts';
import { documentAt } from './markedPart.mts';

const ROOT = join(import.meta.dirname, '../../..');
const DOCUMENTS = globSync('{*.md,docs/**/*.md,examples/**/*.md,test/bench/*.md}', { cwd: ROOT });
const readme = documentAt('README.md');
const { scripts } = JSON.parse(documentAt('package.json')) as { scripts: Record<string, string> };

const codeBlocks = (text: string, language: string): string[] =>
	[...text.matchAll(new RegExp('```' + language + '\\n([\\s\\S]*?)```', 'g'))].map(
		([, code]) => code,
	);

/** The anchors that GitHub gives the headings of a document. */
const anchorsOf = (text: string): string[] =>
	[...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);

describe.each(DOCUMENTS)('%s', (path) => {
	const text = documentAt(path);

	test('names only commands that exist', () => {
		const named = [...text.matchAll(/\bnpm (?:run (\S+?)|(start|test))(?=[`\s]|$)/gm)];
		const names = named.map(([, run, short]) => run ?? short);
		expect(names.filter((name) => !(name in scripts))).toEqual([]);
	});

	test('links only to what is there', () => {
		const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
		const local = links
			.filter((link) => !/^(https?:|#)/.test(link))
			.map((link) => link.split('#')[0]);
		expect(local.filter((link) => !existsSync(join(ROOT, dirname(path), link)))).toEqual([]);
	});

	test('links only to headings that exist', () => {
		const links = [...text.matchAll(/\]\(([^)\s:]*\.md)?#([^)\s]+)\)/g)];
		const lost = links.filter(([, file, anchor]) => {
			const target = file ? join(dirname(path), file) : path;
			return !anchorsOf(documentAt(target)).includes(decodeURIComponent(anchor));
		});
		expect(lost.map(([link]) => link)).toEqual([]);
	});
});

describe('The README', () => {
	test('gives the policy that automatic registration needs, and no more', () => {
		const [policy] = codeBlocks(readme, 'json')
			.map((code) => JSON.parse(code) as { statement?: Array<{ action: string[] }> })
			.filter(({ statement }) => statement !== undefined);
		const rooms = 'nodes/{callbackTemplate,TencentLvbTrigger,liveApi}/**/*.ts';
		const sources = globSync(rooms, {
			cwd: ROOT,
			exclude: (name) => /generated|pickers/.test(String(name)),
		});
		const called = sources.flatMap((file) => [
			...readFileSync(join(ROOT, file), 'utf8').matchAll(
				/'((?:Describe|Create|Modify|Delete)Live\w+)'/g,
			),
		]);
		// Of the pickers, which both nodes have, the trigger shows that of push domains.
		const actions = [...called.map(([, action]) => action), 'DescribeLiveDomains'];
		const needed = [...new Set(actions.map((action) => `live:${action}`))].sort();
		expect([...(policy?.statement?.[0].action ?? [])].sort()).toEqual(needed);
	});

	test('says of lazy isolates what the benchmark has measured', () => {
		type Row = { section: string; what: string; value: { median: number } };
		const { rows } = JSON.parse(documentAt('test/bench/results.json')) as { rows: Row[] };
		const of = (part: string) =>
			rows.find(
				({ section, what }) =>
					section === part && what === 'processor time of an event: this trigger',
			)!.value.median;
		expect(readme).toContain('in [a seventh of the processor time](docs/scaling.md)');
		expect(Math.round(of('server') / of('server-lazy'))).toBe(7);
	});

	// Who looks for a node reads for five minutes; what is needed later has a page of its own.
	test('is read in five minutes', () => {
		expect(readme.length).toBeLessThanOrEqual(10_000);
	});
});

describe('The page of events', () => {
	test('shows an item as the decoder makes it', () => {
		const [shown] = codeBlocks(documentAt('docs/events.md'), 'json')
			.map((code) => JSON.parse(code) as Record<string, unknown>)
			.filter(({ deliveryId }) => deliveryId !== undefined);
		const item = decodeCallback(samplePayload('recordingFile'), {
			receivedAt: Date.now(),
			authenticated: true,
			expiresAt: 1_800_000_000,
		});
		expect(item).toMatchObject(typesOf(shown) as object);
	});
});

/** The same shape with a matcher for the type of each value. */
function typesOf(value: unknown): unknown {
	if (Array.isArray(value)) return expect.any(Array);
	if (typeof value === 'string') return expect.any(String);
	if (typeof value === 'number') return expect.any(Number);
	if (typeof value === 'boolean') return value;
	return Object.fromEntries(
		Object.entries(value as object).map(([key, inner]) => [key, typesOf(inner)]),
	);
}
