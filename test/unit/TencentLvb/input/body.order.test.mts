import { orderProblem } from '../../../../nodes/TencentLvb/input/body.ts';
import type { ParameterSpec } from '../../../../nodes/TencentLvb/operation.ts';
import { given, isRefused } from './given.mts';

describe('a date that has to follow another', () => {
	const parameters = [
		{ name: 'start', label: 'Start', kind: 'unixTime' },
		{ name: 'end', label: 'End', kind: 'unixTime', after: 'start' },
	] as ParameterSpec[];

	test.each([
		[1, 2, true],
		[1, 1, false],
		[2, 1, false],
		[undefined, 1, true],
		[1, undefined, true],
		['2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', true],
		['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', false],
	])('lies after it: %p, %p', (Start, End, isInOrder) => {
		const problem = orderProblem(parameters, { Start, End });
		expect(problem?.message).toBe(isInOrder ? undefined : "'End' is not after 'Start'");
	});

	test('may have to lie in the future as well', () => {
		const parameter = { kind: 'unixTime', future: true } as const;
		const now = 1_796_464_800_000;
		expect(given(1_796_464_801, parameter, { now })).toBe(1_796_464_801);
		expect(isRefused(given(1_796_464_800, parameter, { now }))).toBe(true);
		expect(given(1_796_464_800, { kind: 'unixTime' }, { now })).toBe(1_796_464_800);
		expect(given('2026-12-05T10:00:00.999Z', { kind: 'utcTime' })).toBe('2026-12-05T10:00:00Z');
		expect(given('2026-12-05T10:00:00.999Z', { kind: 'unixTime' })).toBe(1_796_464_800);
	});
});
