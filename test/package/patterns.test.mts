import { attackPatterns, timeOf } from '../../reliability/attack/patterns/attackPatterns.mts';

describe('the regular expressions of the package', () => {
	const report = attackPatterns();

	test('are all attacked with texts that almost fit', () => {
		expect(report.unattempted).toEqual([]);
		expect(report.patterns).toBeGreaterThan(50);
	});

	test('are all that the list of attempts knows', () => {
		expect(report.gone).toEqual([]);
	});

	test('come to an end with each of them', () => {
		expect(report.stuck).toEqual([]);
	});

	test('would be found out where they did not', () => {
		expect(timeOf(/\s+$/, `${' '.repeat(200_000)}x`, 1_000)).toBeUndefined();
	});
});
