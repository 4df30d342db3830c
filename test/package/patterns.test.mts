import { checkSync } from 'recheck';
import { lookAtPatterns, timeOf } from '../proofs/attack/patterns.mts';

describe('the regular expressions of the package', () => {
	const report = lookAtPatterns();

	test('are all looked at', () => {
		expect(report.patterns).toBeGreaterThan(100);
	});

	test('take no longer than a text is long, or meet short texts only', () => {
		expect(report.slow).toEqual([]);
	});

	test('would be found out where they did', () => {
		expect(checkSync('\\s+$', '').status).toBe('vulnerable');
		expect(timeOf(/\s+$/, `${' '.repeat(200_000)}x`, 1_000)).toBeUndefined();
	});
});
