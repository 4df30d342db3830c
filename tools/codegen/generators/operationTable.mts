import type { Catalogue } from '../catalogue.mts';
import { readChineseWords } from '../chineseWords.mts';
import type { Generator } from '../generator.mts';
import { markdownTable } from '../markdownTable.mts';
import { readOperations } from '../operations.mts';
import { parametersOf, type Parameter } from '../parameters.mts';

const HEAD = [
	...['Resource', 'Operation', 'Option value', 'Tencent actions', 'What it does'],
	'Actions behind its lists',
];

type Row = {
	resource: string;
	name: string;
	value: string;
	/** Every action that it calls, its own one first. */
	actions: string[];
	text: string;
	/** Actions of the lists to pick from. */
	lists: string[];
};

/** One operation that is more than an action, as `catalogue/handMadeOperations.json` lists it. */
type HandMade = {
	resource: string;
	resourceValue: string;
	name: string;
	value: string;
	description: string;
};

const CHINESE_HEAD = ['Resource', 'Operation', '选项值', '腾讯云接口', '作用', '下拉列表所用接口'];

/** `catalogue/permissions.json`: what is called beside an operation's own action. */
type Permissions = {
	pickers: Record<string, string>;
	operations: Record<string, { calls?: string[]; pickers?: string[] }>;
};

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

/** @throws naming what permissions.json says of no operation */
async function readRows(catalogue: Catalogue): Promise<Row[]> {
	const resources = await readOperations(catalogue);
	const handMade = await catalogue.readJson<HandMade[]>('handMadeOperations.json');
	const { pickers, operations } = await catalogue.readJson<Permissions>('permissions.json');
	const permissionsOf = (value: string, own: string[], searches: string[]) => {
		const { calls = [], pickers: more = [] } = operations[value] ?? {};
		const lists = [...searches, ...more].map((search) => {
			if (pickers[search] !== undefined) return pickers[search];
			throw new Error(`permissions.json lacks the action behind ${search}`);
		});
		return { actions: [...new Set([...own, ...calls])], lists: [...new Set(lists)].sort() };
	};
	const rows = [
		...resources.flatMap(({ words, places }) =>
			places.map((place) => {
				const { name, value: own, tencentAction, reads, description } = place.operation;
				const value = `${words.value}: ${own}`;
				const searches = searchesOf(parametersOf(place));
				const called = reads ? [tencentAction, reads.action] : [tencentAction];
				const permissions = permissionsOf(value, called, searches);
				return { resource: words.name, name, value, text: description, ...permissions };
			}),
		),
		...handMade.map(({ resource, resourceValue, name, value: own, description }) => {
			const value = `${resourceValue}: ${own}`;
			return { resource, name, value, text: description, ...permissionsOf(value, [], []) };
		}),
	].sort((a, b) => compare(a.resource, b.resource) || compare(a.name, b.name));
	const strange = Object.keys(operations).filter(
		(name) => !rows.some(({ value }) => value === name),
	);
	if (strange.length > 0) throw new Error(`permissions.json names ${strange.join(', ')}`);
	return rows;
}

function searchesOf(parameters: readonly Parameter[]): string[] {
	return parameters.flatMap(({ picker, members }) => [
		...(picker ? [picker.search] : []),
		...searchesOf(members),
	]);
}

const compare = (a: string, b: string) => a.localeCompare(b, 'en');

const cellsOf = ({ resource, name, value, actions, text, lists }: Row) => [
	resource,
	name,
	`\`${value}\``,
	actions.map(codeOf).join(', '),
	text,
	lists.map(codeOf).join(', '),
];

const codeOf = (action: string) => `\`${action}\``;
