import fc from 'fast-check';
import { type Point, trendOf } from '../../../proofs/soak/judge.mts';

/** Values at every minute. */
const series = (valueAt: (minute: number) => number, count = 60): Point[] =>
	Array.from({ length: count }, (_, minute) => ({ at: minute, value: valueAt(minute) }));

/** The same noise each time, without any trend in it: normal enough, between -1 and 1. */
function noise(seed: number): () => number {
	const random = fc.sample(fc.double({ min: -1, max: 1, noNaN: true }), { numRuns: 400, seed });
	let at = 0;
	return () => random[at++ % random.length];
}

describe('A trend', () => {
	test('of a straight line is its slope, for sure', () => {
		const { slope, margin } = trendOf(series((minute) => 5 + 0.25 * minute));
		expect(slope).toBeCloseTo(0.25, 10);
		expect(margin).toBeCloseTo(0, 5);
	});

	// By hand: the slope is 0.8, its standard error sqrt(3.6 / 3 / 10) = 0.3464, and t(3) at 97.5 % is
	// 3.182. Neighbours differ, so all five count.
	test('has the interval of the textbook where neighbours are independent', () => {
		const values = [1, 3, 2, 5, 4];
		const { slope, margin } = trendOf(series((minute) => values[minute], 5));
		expect(slope).toBeCloseTo(0.8, 10);
		expect(margin / (3.182 * 0.34641)).toBeCloseTo(1, 1);
	});

	test('of noise includes zero about as often as it says', () => {
		const seeds = Array.from({ length: 200 }, (_, seed) => seed + 1);
		const included = seeds.filter((seed) => {
			const next = noise(seed);
			const { slope, margin } = trendOf(series(next));
			return Math.abs(slope) <= margin;
		});
		expect(included.length).toBeGreaterThan(180);
	});

	test('is less certain where each value resembles the one before', () => {
		const rough = noise(7);
		let last = 0;
		const smooth = series(() => (last = 0.9 * last + rough()));
		const naive = series((minute) => smooth[(minute * 37) % 60].value);
		expect(trendOf(smooth).margin).toBeGreaterThan(2 * trendOf(naive).margin);
	});

	test('shows through the noise where there is one', () => {
		const next = noise(3);
		const { slope, margin } = trendOf(series((minute) => 0.1 * minute + next()));
		expect(slope - margin).toBeGreaterThan(0);
		expect(Math.abs(slope - 0.1)).toBeLessThanOrEqual(margin);
	});

	test('of too few values is not known', () => {
		expect(trendOf(series(() => 1, 3)).margin).toBe(Infinity);
	});
});
