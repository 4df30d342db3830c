import type { InputProblem } from '../refuseInput';
import type { ParameterSpec } from '../spec';
import { tencentName } from '../tencentName';

/** Tells which date does not follow the one that it has to follow. */
export function orderProblem(
	parameters: readonly ParameterSpec[],
	body: Record<string, unknown>,
): InputProblem | undefined {
	for (const { name, label, after } of parameters) {
		const earlier = parameters.find((candidate) => candidate.name === after);
		if (earlier === undefined) continue;
		const [start, end] = [body[tencentName(earlier.name)], body[tencentName(name)]];
		if (start === undefined || end === undefined || isBefore(start, end)) continue;
		return {
			message: `'${label}' is not after '${earlier.label}'`,
			nextStep: 'Correct one of the two; a date without a time zone counts in that of the workflow',
		};
	}
	return undefined;
}

// Both are seconds, or both are texts whose order is that of time.
function isBefore(start: unknown, end: unknown): boolean {
	return (start as number | string) < (end as number | string);
}
