import type { Memory, Sample } from './sample.mts';
import type { Soak } from './soak.mts';
import { trendOf, type Trend } from './trend.mts';

/** How a kind of memory changed in MB a minute, in the second half of the run. */
export interface Comparison {
	what: keyof Memory;
	ours: Trend;
	nothing: Trend;
	/** Of ours minus the other's, sample by sample. */
	difference: Trend;
}

/**
 * MB a minute. Resident memory depends on the reserve that the allocator took in the busiest moment:
 * of two runs, one had half a megabyte a minute more with our trigger, the other with the one that
 * does nothing.
 */
const ALLOWED = { used: 0, rss: 1 };

const MOST_ENTRIES = 10_000;

/** Compares the memory of both once the ledger and n8n's own caches had time to fill. */
export function compare(samples: readonly Sample[]): Comparison[] {
	const late = samples.slice(Math.floor(samples.length / 2));
	return (['used', 'rss'] as const).map((what) => {
		const trend = (valueOf: (sample: Sample) => number) =>
			trendOf(late.map((sample) => ({ at: sample.minute, value: valueOf(sample) })));
		return {
			what,
			ours: trend(({ ours }) => ours[what]),
			nothing: trend(({ nothing }) => nothing[what]),
			difference: trend(({ ours, nothing }) => ours[what] - nothing[what]),
		};
	});
}

/** What the run has shown to be wrong with the ledger; empty where all is well. */
export function ledgerProblems({ samples, sent, before }: Soak): string[] {
	const sizes = samples.map(({ ledger }) => ledger);
	const least = Math.min(MOST_ENTRIES, sent);
	const most = Math.min(MOST_ENTRIES, before + sent);
	return [
		...(Math.max(...sizes) > most ? [`the ledger held ${Math.max(...sizes)} entries`] : []),
		// What was there before may be too old by now; what was sent is not.
		...(sizes.at(-1)! < least ? [`the ledger held only ${sizes.at(-1)} entries in the end`] : []),
	];
}

/** Which memory grew although that of the do-nothing trigger did not. */
export function memoryProblems(comparisons: readonly Comparison[]): string[] {
	return comparisons
		.filter(({ what, difference }) => grows(difference, ALLOWED[what]))
		.map(({ what }) => `memory (${what}) grew beyond that of the trigger that does nothing`);
}

/** Whether a growth is more than what is allowed and the noise explain. */
export const grows = ({ slope, margin }: Trend, allowed = 0): boolean =>
	!(slope - margin <= allowed);
