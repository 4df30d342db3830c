import { type Parameter, parametersOf } from '../catalogue/actions.mts';
import { readOperations } from '../catalogue/check.mts';
import {
	type CatalogueEvent,
	chineseRetriesSentence,
	repeated,
	retriesSentence,
} from '../catalogue/events.mts';
import { type Catalogue, type ChineseWords, readChineseWords } from '../catalogue/read.mts';
import { type Generator, markdownTable } from './files.mts';

const EVENT_HEAD = [
	'Event',
	'In expressions',
	'Output',
	'`event_type`',
	'Callback URL field',
	'When it comes',
];

const CHINESE_EVENT_HEAD = [
	'事件',
	'界面名称',
	'选项值',
	'输出',
	'event_type',
	'模板字段',
	'何时发送',
];

/** The table of events in their document and in the Chinese guide. */
export const eventTable: Generator = {
	name: 'tables of events',
	async generate(catalogue) {
		const { events } = catalogue;
		const chinese = readChineseWords(catalogue);
		const chineseRows = events.map((event) => chineseCellsOf(event, chinese));
		return [
			{
				path: 'docs/events.md',
				marker: 'events',
				content: markdownTable(EVENT_HEAD, events.map(eventCells)),
			},
			{
				path: 'docs/zh-CN-reference.md',
				marker: 'events',
				content: markdownTable(CHINESE_EVENT_HEAD, chineseRows),
			},
		];
	},
};

function eventCells(event: CatalogueEvent): string[] {
	return [
		event.label,
		`\`${event.key}\``,
		event.output,
		event.eventTypes.join(', '),
		slotCell(event),
		whenCell(event),
	];
}

function slotCell({ slot, slotSite, urlEnteredAt, inConsoleTemplate }: CatalogueEvent): string {
	if (inConsoleTemplate) return 'in the console only';
	if (slot === null) return `none; ${urlEnteredAt?.replace(/^The/, 'the') ?? 'not documented'}`;
	return slotSite === 'china'
		? `\`${slot}\`; international site: in the console only`
		: `\`${slot}\``;
}

function whenCell({ whenSent, signed, site }: CatalogueEvent): string {
	const more = [
		...(site === 'china' ? ['Sent by the China site only'] : []),
		...(signed ? [] : ['Tencent does not sign it']),
	];
	return [whenSent, ...more].join('. ');
}

function chineseCellsOf(event: CatalogueEvent, { events }: ChineseWords): string[] {
	const { key, label, output, eventTypes, slot, slotSite, inConsoleTemplate, whenSent } = event;
	const [chineseLabel, chineseWhen] = events[key] ?? [label, whenSent];
	const abroad = slotSite === 'china' ? ';国际站只能在控制台填写' : '';
	const none = inConsoleTemplate ? '只能在控制台填写' : '无';
	const field = slot === null ? none : `\`${slot}\`${abroad}`;
	return [chineseLabel, label, `\`${key}\``, output, eventTypes.join(', '), field, chineseWhen];
}

const OPERATION_HEAD = [
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

const CHINESE_OPERATION_HEAD = [
	'Resource',
	'Operation',
	'选项值',
	'腾讯云接口',
	'作用',
	'下拉列表所用接口',
];

/** `catalogue/permissions.json`: what is called beside an operation's own action. */
type Permissions = {
	pickers: Record<string, string>;
	operations: Record<string, { calls?: string[]; pickers?: string[] }>;
};

/** The operations: a line per resource in the README, and tables in their document and in the Chinese guide. */
export const operationTable: Generator = {
	name: 'tables of operations',
	async generate(catalogue) {
		const rows = readRows(catalogue);
		const { operations } = readChineseWords(catalogue);
		const chinese = rows.map((row) => ({ ...row, text: operations[row.value] ?? row.text }));
		const lines = [...new Set(rows.map(({ resource }) => resource))].map((resource) => {
			const own = rows.filter((row) => row.resource === resource);
			return `- **${resource}**: ${own.map(({ name }) => name).join(', ')}`;
		});
		return [
			{ path: 'README.md', marker: 'operations', content: lines.join('\n') },
			{
				path: 'docs/operations.md',
				marker: 'operations',
				content: markdownTable(OPERATION_HEAD, rows.map(operationCells)),
			},
			{
				path: 'docs/zh-CN-reference.md',
				marker: 'operations',
				content: markdownTable(CHINESE_OPERATION_HEAD, chinese.map(operationCells)),
			},
		];
	},
};

/** @throws naming what permissions.json says of no operation */
function readRows(catalogue: Catalogue): Row[] {
	const resources = readOperations(catalogue);
	const { pickers, operations } = catalogue.readJson<Permissions>('permissions.json');
	const permissionsOf = (value: string, own: string[], searches: string[]) => {
		const { calls = [], pickers: more = [] } = operations[value] ?? {};
		const lists = [...searches, ...more].map((search) => {
			if (pickers[search] !== undefined) return pickers[search];
			throw new Error(`permissions.json lacks the action behind ${search}`);
		});
		return { actions: [...new Set([...own, ...calls])], lists: [...new Set(lists)].sort() };
	};
	const rows = resources
		.flatMap(({ words, places }) => [
			...places.map((place) => {
				const { tencentAction, reads } = place.operation;
				const called = reads ? [tencentAction, reads.action] : [tencentAction];
				const searches = searchesOf(parametersOf(place));
				return { words, title: place.operation, called, searches };
			}),
			...(words.handMade ?? []).map((title) => ({ words, title, called: [], searches: [] })),
		])
		.map(({ words, title: { name, value: own, description }, called, searches }) => {
			const value = `${words.value}: ${own}`;
			const permissions = permissionsOf(value, called, searches);
			return { resource: words.name, name, value, text: description, ...permissions };
		})
		.sort((a, b) => compare(a.resource, b.resource) || compare(a.name, b.name));
	const strange = Object.keys(operations).filter(
		(name) => !rows.some(({ value }) => value === name),
	);
	if (strange.length > 0) throw new Error(`permissions.json names ${strange.join(', ')}`);
	return rows;
}

function searchesOf(parameters: readonly Parameter[]): string[] {
	return parameters.flatMap(({ picker, members }) => [
		...(picker?.search ? [picker.search] : []),
		...searchesOf(members),
	]);
}

const compare = (a: string, b: string) => a.localeCompare(b, 'en');

const operationCells = ({ resource, name, value, actions, text, lists }: Row) => [
	resource,
	name,
	`\`${value}\``,
	actions.map(codeOf).join(', '),
	text,
	lists.map(codeOf).join(', '),
];

const codeOf = (action: string) => `\`${action}\``;

type Code = { category: string; meaning: string; nextStep: string };
type Refusals = { codes: Record<string, Code>; oftenMet: string[] };

const REFUSAL_HEAD = ['What n8n says', 'What to do', "Tencent's code"];

const CHINESE_REFUSAL_HEAD = ['n8n 中的提示', '含义', '怎么办', '腾讯云错误码'];

/** Tencent's refusals in the words that the nodes use, also in Chinese: those met most often first. */
export const refusalTables: Generator = {
	name: 'tables of refusals',
	async generate(catalogue) {
		const { codes, oftenMet } = readRefusals(catalogue);
		const others = Object.keys(codes).filter((code) => !oftenMet.includes(code));
		const rows = rowsOf([...oftenMet, ...others.sort()], codes);
		const words = readChineseWords(catalogue).refusals;
		const inChinese = (sentence: string) => words[sentence] ?? sentence;
		const chinese = rows.map(({ meaning, nextStep, names }) => {
			return [meaning, inChinese(meaning), inChinese(nextStep), names];
		});
		const english = rows.map(({ meaning, nextStep, names }) => [meaning, nextStep, names]);
		return [
			{
				path: 'docs/troubleshooting.md',
				marker: 'refusals',
				content: markdownTable(REFUSAL_HEAD, english),
			},
			{
				path: 'docs/zh-CN-reference.md',
				marker: 'refusals',
				content: markdownTable(CHINESE_REFUSAL_HEAD, chinese),
			},
		];
	},
};

function readRefusals(catalogue: Catalogue): Refusals {
	const refusals = catalogue.readJson<Refusals>('refusals.json');
	const strange = refusals.oftenMet.filter((code) => !(code in refusals.codes));
	if (strange.length > 0) throw new Error(`refusals.json: oftenMet names ${strange.join(', ')}`);
	return refusals;
}

type RefusalRow = { meaning: string; nextStep: string; names: string };

/** One row for the codes that are told in the same words. */
function rowsOf(names: string[], codes: Record<string, Code>): RefusalRow[] {
	const rows = new Map<string, { code: Code; names: string[] }>();
	for (const name of names) {
		const code = codes[name];
		const words = `${code.meaning} ${code.nextStep}`;
		const row = rows.get(words) ?? { code, names: [] };
		row.names.push(`\`${name}\``);
		rows.set(words, row);
	}
	return [...rows.values()].map(({ code: { meaning, nextStep }, names: all }) => {
		return { meaning, nextStep, names: all.join(', ') };
	});
}

const CHINESE_FIELD_HEAD = ['界面名称', '中文'];
const CHINESE_CHOICE_HEAD = ['选项', '中文'];

/** What the panels call their fields and choices, in Chinese: n8n shows English to everybody. */
export const panelTables: Generator = {
	name: 'tables of the panels',
	async generate(catalogue) {
		const { events, fields, choices: others } = readChineseWords(catalogue);
		const labels = catalogue.events.map(({ key, label }) => [label, events[key]?.[0] ?? label]);
		const choices = [...labels, ...Object.entries(others)];
		const path = 'docs/zh-CN-reference.md';
		return [
			{
				path,
				marker: 'fields',
				content: markdownTable(CHINESE_FIELD_HEAD, Object.entries(fields)),
			},
			{
				path,
				marker: 'choices',
				content: markdownTable(CHINESE_CHOICE_HEAD, choices),
			},
		];
	},
};

const REPETITION_HEAD = [
	'Event',
	'Tencent repeats it',
	'A repetition is told from another event by',
];

/** How often Tencent repeats a callback, and how a repetition is known, for those who read. */
export const repetitions: Generator = {
	name: 'repetitions',
	async generate(catalogue) {
		const { events } = catalogue;
		const chinese = readChineseWords(catalogue);
		const labelOf = ({ key, label }: CatalogueEvent) => chinese.events[key]?.[0] ?? label;
		const sentence = retriesSentence(events);
		const table = markdownTable(REPETITION_HEAD, events.map(repetitionCells));
		return [
			{ path: 'docs/events.md', marker: 'repetitions', content: `${sentence}\n\n${table}` },
			{ path: 'docs/troubleshooting.md', marker: 'retries', content: sentence },
			{
				path: 'docs/zh-CN-reference.md',
				marker: 'retries',
				content: chineseRetriesSentence(events, labelOf),
			},
		];
	},
};

function repetitionCells({ label, retries, intervalSeconds, proof }: CatalogueEvent): string[] {
	const often = retries === null ? 'not documented' : repeated({ retries, intervalSeconds });
	return [label, often, proofCell(proof)];
}

function proofCell(proof: CatalogueEvent['proof']): string {
	if (proof.length === 0) return 'nothing: each delivery starts the workflow';
	const names = (withPayload: boolean) =>
		proof
			.filter((part) => (part.withPayload === true) === withPayload)
			.map(({ from }) => `\`${from}\``)
			.join(' or ');
	const [alone, together] = [names(false), names(true)];
	const rest = together && `${together}, where all else is the same`;
	return [alone, rest].filter(Boolean).join('; ');
}
