import Table from 'cli-table3';
import type { Row, Target } from './measure/row.mts';
import type { Spread } from './measure/statistics.mts';

/** One line per row: median, its quartiles, ratio, its quartiles, and whether the target was met. */
export function tableOf(rows: readonly Row[]): string {
	const table = new Table({
		head: ['', 'median', 'quartiles', 'ratio', 'quartiles', 'target'],
		style: { head: [], border: [], compact: true },
		colAligns: ['left', 'right', 'right', 'right', 'right', 'left'],
	});
	let section = '';
	for (const row of rows) {
		if (row.section !== section) table.push([{ content: row.section.toUpperCase(), colSpan: 6 }]);
		section = row.section;
		const { value, unit, ratio, target } = row;
		table.push([
			row.what,
			`${short(value.median)} ${unit}`,
			quartiles(value),
			ratio ? `${short(ratio.median)} x ${ratio.of}` : '',
			ratio ? quartiles(ratio) : '',
			target ? `${targetText(target)} ${target.met ? 'met' : 'MISSED'}` : '',
		]);
	}
	return table.toString();
}

function targetText(target: Target): string {
	return 'atMost' in target ? `<= ${target.atMost}` : `>= ${target.atLeast}`;
}

function quartiles({ low, high }: Spread): string {
	return low === high ? '' : `${short(low)} - ${short(high)}`;
}

/** Three significant digits, and no more than a table needs. */
function short(value: number): string {
	return Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
