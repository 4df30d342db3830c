import Table from 'cli-table3';

import { arrived, type Outcome } from './session.mts';

const WIDEST = 140;
const NARROWEST = 30;
/** Event, stream, occurred and execution with the table's lines. */
const OTHER_COLUMNS = 82;

/** One row per event, for a terminal of the given width. */
export function outcomeTable(outcomes: Outcome[], columns = WIDEST): string {
	const width = Math.max(NARROWEST, Math.min(columns, WIDEST) - OTHER_COLUMNS);
	const table = new Table({
		head: ['Event', 'Stream', 'Occurred', 'What the workflow made of it', 'Execution'],
		style: { head: [], border: [] },
	});
	for (const { event, item, sentence, execution } of outcomes) {
		table.push([
			item?.event ?? event,
			item?.streamName ?? '',
			item?.occurredAt ?? '',
			wrap(sentence ?? (item ? 'nothing was posted' : 'LOST: did not reach the workflow'), width),
			execution ? `${execution.id} ${execution.status}` : '',
		]);
	}
	return table.toString();
}

/** How many of the events went all the way, in words. */
export function summary(outcomes: Outcome[]): string {
	const good = outcomes.filter(arrived).length;
	return `${good} of ${outcomes.length} events went through the workflow.`;
}

/** Breaks a text into lines of at most `width` characters, between words where that is possible. */
export function wrap(text: string, width: number): string {
	const lines = [''];
	for (const word of text.split(' ')) {
		const line = lines.at(-1);
		if (line && line.length + 1 + word.length <= width) {
			lines[lines.length - 1] = `${line} ${word}`;
			continue;
		}
		// A word that is longer than a line, such as an address.
		const pieces = word.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [''];
		if (line) lines.push(...pieces);
		else lines.splice(-1, 1, ...pieces);
	}
	return lines.join('\n');
}
