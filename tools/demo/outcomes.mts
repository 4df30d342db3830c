import Table from 'cli-table3';
import wrap from 'wrap-ansi';

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
			// Within a word where it is longer than a line, such as an address; the table would cut it.
			wrap(sentence ?? (item ? 'nothing was posted' : 'LOST: did not reach the workflow'), width, {
				hard: true,
			}),
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
