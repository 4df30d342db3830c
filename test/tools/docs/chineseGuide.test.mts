import { openCatalogue, readChineseWords } from '../../../tools/catalogue/read.mts';
import { documentAt, markedPart, rowsOf } from './markedPart.mts';

const ROOT = new URL('../../..', import.meta.url).pathname;
const CHINESE = /\p{Script=Han}/u;
const guide = documentAt('docs/zh-CN.md');
const readme = documentAt('README.md');

const valuesIn = (path: string, table: string) =>
	rowsOf(markedPart(path, `generated:${table}`)).map((row) => row.split('`')[1]);

describe('The Chinese guide', () => {
	test.each(['events', 'operations'])('lists the same %s as the README', (table) => {
		expect(valuesIn('docs/zh-CN.md', table)).toEqual(valuesIn('README.md', table));
	});

	test('has Chinese words for exactly what the package has', async () => {
		const { events, operations } = readChineseWords(openCatalogue(ROOT));
		expect(Object.keys(events).sort()).toEqual(valuesIn('README.md', 'events').sort());
		expect(Object.keys(operations).sort()).toEqual(valuesIn('README.md', 'operations').sort());
		const words = [...Object.values(events).flat(), ...Object.values(operations)] as string[];
		expect(words.filter((word) => !CHINESE.test(word))).toEqual([]);
	});

	test('names the same settings and options as the README', () => {
		const settings = (text: string) =>
			[...new Set(text.match(/\b(?:N8N_[A-Z_]+|WEBHOOK_URL)\b/g))].sort();
		expect(settings(guide)).toEqual(settings(readme));
		const inItalics = [...guide.matchAll(/(?<![*])\*([A-Z][A-Za-z: ]+)\*(?![*])/g)].map(
			([, name]) => name,
		);
		expect(inItalics.filter((name) => !readme.includes(name))).toEqual([]);
	});

	test('has a section for each of the README that concerns a user', () => {
		const sections = (text: string) =>
			text.split('\n').filter((line) => line.startsWith('## ')).length;
		const forDevelopers = ['## Compatibility', '## Develop'];
		const english = readme.split('\n').filter((line) => line.startsWith('## '));
		const expected = english.filter((line) => !forDevelopers.includes(line));
		expect(sections(guide)).toBe(expected.length);
	});
});
