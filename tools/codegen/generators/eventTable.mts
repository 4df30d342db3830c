import { readChineseWords, type ChineseWords } from '../chineseWords.mts';
import type { CatalogueEvent } from '../events.mts';
import type { Generator } from '../generator.mts';
import { markdownTable } from '../markdownTable.mts';
import { readOutputs } from '../outputs.mts';

const HEAD = [
	'Event',
	'Option value',
	'Output',
	'Tencent number',
	'Callback URL field',
	'When it comes',
];

const CHINESE_HEAD = ['事件', '界面名称', '选项值', '输出', 'event_type', '模板字段', '何时发送'];

/** The table of events in the README and in the Chinese guide. */
export const generator: Generator = {
	name: 'tables of events',
	async generate(catalogue) {
		const outputs = (await readOutputs(catalogue)).map(({ name }) => name);
		const order = ({ output }: CatalogueEvent) => outputs.indexOf(output);
		const events = [...catalogue.events].sort((a, b) => order(a) - order(b));
		const chinese = await readChineseWords(catalogue);
		const chineseRows = events.map((event) => chineseCellsOf(event, chinese));
		return [
			{
				path: 'README.md',
				marker: 'events',
				content: markdownTable(HEAD, events.map(cellsOf)),
			},
			{
				path: 'docs/zh-CN.md',
				marker: 'events',
				content: markdownTable(CHINESE_HEAD, chineseRows),
			},
		];
	},
};

function cellsOf(event: CatalogueEvent): string[] {
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
	if (slot === null) return `none; ${urlEnteredAt ?? 'not documented'}`;
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
