import type { PatternsReport } from './attackPatterns.mts';

/**
 * What the attack on the regular expressions led to, in lines.
 *
 * @throws Error where one was not attacked, or did not come to an end
 */
export function patternLines(report: PatternsReport): string[] {
	const { patterns, attempts, unattempted, stuck, longest } = report;
	if (unattempted.length > 0) throw new Error(`Never attacked: ${unattempted.join(' ')}`);
	if (stuck.length > 0) throw new Error(`No end in sight: ${stuck.join('; ')}`);
	return [
		`${patterns} regular expressions with ${attempts} texts of 200 000 characters and more that almost fit`,
		`longest: ${longest.ms.toFixed(1)} ms, ${longest.pattern}`,
	];
}
