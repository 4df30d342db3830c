import type { Catalogue } from '../catalogue.mts';
import { readChineseWords } from '../chineseWords.mts';
import type { Generator } from '../generator.mts';
import { markdownTable } from '../markdownTable.mts';
import { readOperations } from '../operations.mts';

const HEAD = ['Resource', 'Operation', 'Option value', 'Tencent action', 'What it does'];

type Row = { resource: string; name: string; value: string; action: string; text: string };

/** One operation that is more than an action, as `catalogue/handMadeOperations.json` lists it. */
type HandMade = {
	resource: string;
	resourceValue: string;
	name: string;
	value: string;
	description: string;
};

const CHINESE_HEAD = ['Resource', 'Operation', '选项值', '腾讯云接口', '作用'];

/** The table of operations in the README and in the Chinese guide. */
export const generator: Generator = {
	name: 'tables of operations',
	async generate(catalogue) {
		const rows = await readRows(catalogue);
		const { operations } = await readChineseWords(catalogue);
		const chinese = rows.map((row) => ({ ...row, text: operations[row.value] ?? row.text }));
		return [
			{
				path: 'README.md',
				marker: 'operations',
				content: markdownTable(HEAD, rows.map(cellsOf)),
			},
			{
				path: 'docs/zh-CN.md',
				marker: 'operations',
				content: markdownTable(CHINESE_HEAD, chinese.map(cellsOf)),
			},
		];
	},
};

async function readRows(catalogue: Catalogue): Promise<Row[]> {
	const resources = await readOperations(catalogue);
	const handMade = await catalogue.readJson<HandMade[]>('handMadeOperations.json');
	return [
		...resources.flatMap(({ words, places }) =>
			places.map(({ operation }) => ({
				resource: words.name,
				name: operation.name,
				value: `${words.value}: ${operation.value}`,
				action: `\`${operation.tencentAction}\``,
				text: operation.description,
			})),
		),
		...handMade.map(({ resource, resourceValue, name, value, description }) => ({
			resource,
			name,
			value: `${resourceValue}: ${value}`,
			action: '',
			text: description,
		})),
	].sort((a, b) => compare(a.resource, b.resource) || compare(a.name, b.name));
}

const compare = (a: string, b: string) => a.localeCompare(b, 'en');

const cellsOf = ({ resource, name, value, action, text }: Row) => [
	resource,
	name,
	`\`${value}\``,
	action,
	text,
];
