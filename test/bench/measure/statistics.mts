/** The middle of a list of measurements, and the quartiles as their spread. */
export interface Spread {
	median: number;
	low: number;
	high: number;
}

/** Median and quartiles; robust against the few rounds that another process disturbed. */
export function spreadOf(samples: readonly number[]): Spread {
	const sorted = [...samples].sort((a, b) => a - b);
	return {
		median: quantile(sorted, 0.5),
		low: quantile(sorted, 0.25),
		high: quantile(sorted, 0.75),
	};
}

/** The value below which the share `part` of the samples lies; the samples must be sorted. */
export function quantile(sorted: readonly number[], part: number): number {
	const place = (sorted.length - 1) * part;
	const below = Math.floor(place);
	const above = Math.min(below + 1, sorted.length - 1);
	return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

/** The ratio of two candidates round by round, so that what slows a whole round cancels out. */
export function ratioOf(samples: readonly number[], base: readonly number[]): Spread {
	return spreadOf(samples.map((sample, round) => sample / base[round]));
}
