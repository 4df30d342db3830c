import { readLength } from '../../../../nodes/TencentLvb/input/lasting.ts';

const YEARS_100 = 100 * 365;

const read = (amount: unknown, unit: unknown = 'days') => {
	const length = readLength({ amount, unit }, 'Ends After');
	return length.ok ? length.seconds : length.message;
};

describe('A length of time', () => {
	test.each([
		[1, 'minutes', 60],
		['90', 'minutes', 5400],
		[' 2 ', 'hours', 7200],
		[1.5, 'days', 129_600],
		[0.02, 'minutes', 1],
		[1 / 60, 'minutes', 1],
		[YEARS_100, 'days', YEARS_100 * 86_400],
	])('of %p %s is so many seconds: %i', (amount, unit, seconds) => {
		expect(read(amount, unit)).toBe(seconds);
	});

	test.each([
		[0, /above 0/],
		[-1, /above 0/],
		['', /above 0/],
		[' ', /above 0/],
		['x', /above 0/],
		[Number.NaN, /above 0/],
		[null, /above 0/],
		[true, /above 0/],
		[[1], /above 0/],
		[0.000001, /too short/],
		[YEARS_100 + 1, /too long/],
		[Infinity, /too long/],
	])('is not %p', (amount, message) => {
		expect(read(amount)).toMatch(message);
	});

	test.each(['weeks', '', null, undefined, 'Days', 'constructor', 'toString'])(
		'has no unit %p',
		(unit) => {
			expect(readLength({ amount: 1, unit }, 'Ends After')).toMatchObject({
				ok: false,
				message: expect.stringMatching(/unit of 'Ends After'/i),
			});
		},
	);
});
