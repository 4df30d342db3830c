import { quantile, ratioOf, rowOf, spreadOf } from '../../bench/measure.mts';
const base = { section: 'pure', what: 'a row', unit: 'µs' };

describe('a spread', () => {
	test('is the median and the quartiles, whatever the order of the samples', () => {
		expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ low: 2, median: 3, high: 4 });
	});

	test('lies between two samples where none stands in the middle', () => {
		expect(spreadOf([4, 1, 2, 3])).toEqual({ low: 1.75, median: 2.5, high: 3.25 });
	});

	test('of one sample is that sample', () => {
		expect(spreadOf([7])).toEqual({ low: 7, median: 7, high: 7 });
		expect(quantile([7], 0.99)).toBe(7);
	});
});

describe('a ratio', () => {
	test('is taken round by round, so that a slow round cancels out', () => {
		expect(ratioOf([2, 20, 2], [1, 10, 1])).toEqual({ low: 2, median: 2, high: 2 });
	});
});

describe('a target', () => {
	test.each([
		['atMost, below', [2], { atMost: 3 }, true],
		['atMost, the same', [3], { atMost: 3 }, true],
		['atMost, above', [4], { atMost: 3 }, false],
		['atLeast, below', [2], { atLeast: 3 }, false],
		['atLeast, above', [4], { atLeast: 3 }, true],
	])('(%s) is compared with the median where there is no ratio', (_, samples, target, met) => {
		expect(rowOf({ ...base, samples, target }).target).toEqual({ ...target, met });
	});

	test('is compared with the ratio where there is one', () => {
		const ratio = { of: 'floor', base: [10] };
		expect(rowOf({ ...base, samples: [20], ratio, target: { atMost: 3 } }).target?.met).toBe(true);
	});
});
