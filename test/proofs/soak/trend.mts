/** A change over time. */
export interface Trend {
	/** Of the values, per unit of `at`. */
	slope: number;
	/** Half the width of its 95 % confidence interval. */
	margin: number;
}

export interface Point {
	/** Minutes, or whatever else goes on. */
	at: number;
	value: number;
}

/**
 * The least-squares slope of a series. Neighbours resemble each other, so their number counts only
 * as far as the residuals are independent (Santer et al. 2000, doi:10.1029/1999JD901105).
 */
export function trendOf(points: readonly Point[]): Trend {
	const count = points.length;
	if (count < 4) return { slope: Number.NaN, margin: Number.POSITIVE_INFINITY };
	const middle = mean(points.map(({ at }) => at));
	const level = mean(points.map(({ value }) => value));
	const spread = sum(points.map(({ at }) => (at - middle) ** 2));
	const slope = sum(points.map(({ at, value }) => (at - middle) * (value - level))) / spread;
	const residuals = points.map(({ at, value }) => value - level - slope * (at - middle));
	const square = sum(residuals.map((one) => one ** 2));
	const products = residuals.slice(1).map((one, before) => one * residuals[before]);
	const likeness = square === 0 ? 0 : Math.max(0, sum(products) / square);
	const independent = Math.max(3, (count * (1 - likeness)) / (1 + likeness));
	const freedom = independent - 2;
	return { slope, margin: student(freedom) * Math.sqrt(square / freedom / spread) };
}

/**
 * The 97.5 % quantile of Student's distribution, by the expansion in Abramowitz and Stegun 26.7.5;
 * too small by a third for one degree of freedom, right within 1 % from four on.
 */
function student(freedom: number): number {
	const z = 1.959964;
	const terms = [
		(z ** 3 + z) / 4,
		(5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
		(3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
	];
	return terms.reduce((total, term, index) => total + term / freedom ** (index + 1), z);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const mean = (values: readonly number[]) => sum(values) / values.length;
