import type { INodePropertyCollection as Group } from 'n8n-workflow';
import { properties as triggerProperties } from '../../../nodes/TencentLvbTrigger/properties.ts';
import { propertiesOf, resources } from '../../../nodes/TencentLvb/properties.ts';
import { allProperties, choicesOf } from '../../unit/TencentLvb/walkProperties.mts';
import { openCatalogue, readChineseWords } from '../../../tools/catalogue/read.mts';
import { documentAt, markedPart, rowsOf } from './markedPart.mts';

const ROOT = new URL('../../..', import.meta.url).pathname;
const catalogue = openCatalogue(ROOT);
const CHINESE = /\p{Script=Han}/u;
const REFERENCE = 'docs/zh-CN-reference.md';
const guide = documentAt('docs/zh-CN.md');
const readme = documentAt('README.md');
const english = ['README', 'docs/events', 'docs/operations', 'docs/registration', 'docs/security']
	.concat('docs/callback-key', 'docs/public-address')
	.map((page) => documentAt(`${page}.md`))
	.join('\n');

const valuesIn = (path: string, table: string) =>
	rowsOf(markedPart(path, `generated:${table}`)).map((row) => row.split('`')[1]);

/** What `refusals.json` says of a code. */
type Words = { meaning: string; nextStep: string };

const sectionsOf = (text: string) => text.match(/^## .*$/gm) ?? [];

describe('The Chinese guide', () => {
	test.each(['events', 'operations'])('lists the same %s as their page', (table) => {
		expect(valuesIn(REFERENCE, table)).toEqual(valuesIn(`docs/${table}.md`, table));
	});

	test('has Chinese words for exactly what the package has', async () => {
		const { events, operations, refusals } = readChineseWords(catalogue);
		const { codes } = catalogue.readJson<{ codes: Record<string, Words> }>('refusals.json');
		const sentences = Object.values(codes).flatMap(({ meaning, nextStep }) => [meaning, nextStep]);
		expect(Object.keys(events).sort()).toEqual(valuesIn('docs/events.md', 'events').sort());
		const values = valuesIn('docs/operations.md', 'operations');
		expect(Object.keys(operations).sort()).toEqual(values.sort());
		expect(Object.keys(refusals).sort()).toEqual([...new Set(sentences)].sort());
		const all = [events, operations, refusals].flatMap((words) => Object.values(words));
		const words = all.flat() as string[];
		expect(words.filter((word) => !CHINESE.test(word))).toEqual([]);
	});

	test('has a Chinese word for every field and choice of the panels', () => {
		const { fields, choices } = readChineseWords(catalogue);
		const all = allProperties([...propertiesOf(resources), ...triggerProperties]);
		const shown = all.filter(({ type }) => type !== 'notice').map(({ displayName }) => displayName);
		const groups = all.flatMap(({ type, options = [] }) =>
			type === 'fixedCollection' ? options.map((group) => (group as Group).displayName) : [],
		);
		expect(Object.keys(fields).sort()).toEqual([...new Set([...shown, ...groups])].sort());
		const labels = catalogue.events.map(({ label }) => label);
		const chosen = all
			.flatMap((property) => choicesOf(property).map(({ name }) => name))
			.filter((name) => !labels.includes(name));
		expect(Object.keys(choices).sort()).toEqual([...new Set(chosen)].sort());
	});

	test.each(['stops', 'denials', 'readings', 'handovers'])(
		'tells the same %s as the English page, naming the same fields',
		(table) => {
			const cells = (path: string) =>
				rowsOf(markedPart(path, table)).map((row) => row.slice(2, -2).split(' | '));
			const [told, here] = [cells('docs/troubleshooting.md'), cells(REFERENCE)];
			expect(here.map(([text]) => text)).toEqual(told.map(([text]) => text));
			for (const [index, [, meaning, nextStep]] of here.entries()) {
				expect([meaning, nextStep]).toEqual([
					expect.stringMatching(CHINESE),
					expect.stringMatching(CHINESE),
				]);
				const named = told[index][1].match(/'[A-Z][^']*'|`[^`]*`/g) ?? [];
				const missing = named.filter((name) => !`${meaning} ${nextStep}`.includes(name));
				expect({ row: told[index][0], missing }).toEqual({ row: told[index][0], missing: [] });
			}
		},
	);

	test('names the same settings and options as the English pages', () => {
		const settings = (text: string) =>
			[...new Set(text.match(/\b(?:N8N_[A-Z_]+|WEBHOOK_URL)\b/g))].sort();
		const chinese = `${guide}\n${documentAt(REFERENCE)}`;
		expect(settings(guide)).toEqual(settings(readme));
		expect(settings(chinese)).toEqual(settings(english));
		const inItalics = [...chinese.matchAll(/(?<![*])\*([A-Z][A-Za-z: ]+)\*(?![*])/g)].map(
			([, name]) => name,
		);
		expect(inItalics.filter((name) => !english.includes(name))).toEqual([]);
	});

	test('has a section for each of the README that concerns a user', () => {
		const expected = sectionsOf(readme).filter((line) => line !== '## Develop');
		expect(sectionsOf(guide)).toHaveLength(expected.length);
	});

	test('gives the same policy, and links the same recipes in the same order', () => {
		const policy = (text: string) => /```json\n([^`]*)```/.exec(text)?.[1];
		expect(policy(guide)).toBe(policy(readme));
		const recipes = (text: string) => text.match(/[\w-]+\.json(?=\))/g);
		expect(recipes(guide)).toEqual(recipes(readme));
	});
});
