import type { CatalogueEvent } from '../events.mts';
import type { Generator } from '../generator.mts';
import { readOutputs } from '../outputs.mts';

const HEAD = [
	'| Event | Option value | Output | Tencent number | Callback URL field | When it comes |',
	'| --- | --- | --- | --- | --- | --- |',
];

/** The table of events in the README. */
export const generator: Generator = {
	name: 'README table of events',
	async generate(catalogue) {
		const outputs = (await readOutputs(catalogue)).map(({ name }) => name);
		const order = ({ output }: CatalogueEvent) => outputs.indexOf(output);
		const events = [...catalogue.events].sort((a, b) => order(a) - order(b));
		const content = [...HEAD, ...events.map(rowOf)].join('\n');
		return [{ path: 'README.md', marker: 'events', content }];
	},
};

function rowOf(event: CatalogueEvent): string {
	const cells = [
		event.label,
		`\`${event.key}\``,
		event.output,
		event.eventTypes.join(', '),
		slotCell(event),
		whenCell(event),
	];
	return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function slotCell({ slot, urlEnteredAt, site }: CatalogueEvent): string {
	if (slot === null) return `none; ${urlEnteredAt ?? 'not documented'}`;
	return site === 'china' ? `\`${slot}\` (China site only)` : `\`${slot}\``;
}

function whenCell({ whenSent, signed }: CatalogueEvent): string {
	return signed ? whenSent : `${whenSent}. Tencent does not sign it`;
}
