import { ratioOf, spreadOf, type Spread } from './statistics.mts';

/** What a ratio, or a median where there is no ratio, should be. */
export type Target = { atMost: number } | { atLeast: number };

/** One line of the table. */
export interface Row {
	section: string;
	what: string;
	unit: string;
	value: Spread;
	/** How many measurements the value is the median of. */
	rounds: number;
	ratio?: Spread & { of: string };
	target?: Target & { met: boolean };
	note?: string;
}

export interface RowOptions {
	section: string;
	what: string;
	unit: string;
	samples: readonly number[];
	/** The ratio is samples / base. */
	ratio?: { of: string; base: readonly number[] };
	target?: Target;
	note?: string;
}

/** Makes a row of samples that were taken in one run, round by round beside those of `ratio.base`. */
export function rowOf({ samples, ratio, target, ...rest }: RowOptions): Row {
	const value = spreadOf(samples);
	const row: Row = { ...rest, value, rounds: samples.length };
	if (ratio) {
		const { of, base } = ratio;
		row.ratio = { of, ...ratioOf(samples, base) };
	}
	if (target) row.target = { ...target, met: isMet(row.ratio?.median ?? value.median, target) };
	return row;
}

function isMet(value: number, target: Target): boolean {
	return 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
}
