import Table from 'cli-table3';
import type { Alone } from './alone.mts';
import type { Comparison } from './judge.mts';
import type { Soak } from './soak.mts';
import type { Trend } from './trend.mts';

const WORDS = {
	used: 'heap and buffers in use after collection',
	rss: 'resident memory without files',
};

/** What `webhook()` alone used, as text. */
export const printedAlone = ({ events, first, last, trend }: Alone): string =>
	`webhook() alone, ${events} events: ${first.toFixed(1)} MB in use with a full ledger, ${last.toFixed(1)} MB in the end; ${inWords(trend)} MB per 100 000 events`;

/** The run and its figures as text. */
export function printed(soak: Soak, comparisons: readonly Comparison[]): string {
	const { capacity, perSecond, sent, heldBack, samples } = soak;
	const minutes = samples.at(-1)!.minute;
	const table = new Table({
		head: ['', 'start', 'middle', 'end'],
		style: { head: [], border: [] },
	});
	const places = [0, Math.floor(samples.length / 2), samples.length - 1].map((at) => samples[at]);
	for (const what of ['used', 'rss'] as const) {
		for (const who of ['ours', 'nothing'] as const) {
			const name = who === 'ours' ? 'this trigger' : 'trigger that does nothing';
			const cells = places.map((sample) => `${sample[who][what].toFixed(1)} MB`);
			table.push([`${WORDS[what]}: ${name}`, ...cells]);
		}
	}
	table.push(['entries in the ledger', ...places.map(({ ledger }) => String(ledger))]);
	return [
		capacity === undefined
			? 'rate as given'
			: `capacity ${capacity.toFixed(1)} events/s each, both at the same time`,
		`${sent} events to each in ${minutes.toFixed(1)} minutes (${(sent / minutes / 60).toFixed(1)} of ${perSecond.toFixed(1)} events/s; ${heldBack} beats held back)`,
		`${sent} of ${sent} accepted and run to their end, for each`,
		table.toString(),
		`second half of the run, MB a minute (95 % confidence), ${samples.length} samples in all:`,
		...comparisons.map(
			({ what, ours, nothing, difference }) =>
				`  ${WORDS[what]}: this trigger ${inWords(ours)}, the other ${inWords(nothing)}, difference ${inWords(difference)}`,
		),
	].join('\n');
}

const inWords = ({ slope, margin }: Trend) => `${slope.toFixed(3)} ± ${margin.toFixed(3)}`;
