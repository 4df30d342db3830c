import { readLength, untilOf } from '../../../../nodes/TencentLvb/execution/lasting.ts';

const DAY = 86_400;

describe('A length of time', () => {
	test.each([
		[1, 'minutes', 60],
		[1, 'hours', 3600],
		['1.5', 'hours', 5400],
		[1, 'days', DAY],
		[1 / 60, 'minutes', 1],
		[100 * 365, 'days', 100 * 365 * DAY],
	])('of %j %s has %i seconds', (amount, unit, seconds) => {
		expect(readLength({ amount, unit }, 'Ban For')).toEqual({ ok: true, seconds });
	});

	test.each([
		[Number.NaN, 'hours', /above 0/],
		[Number.POSITIVE_INFINITY, 'hours', /too long/],
		[null, 'hours', /above 0/],
		[{}, 'hours', /above 0/],
		['  ', 'hours', /above 0/],
		[100 * 365 + 1, 'days', /too long/],
		[0.4, 'seconds', /minutes, hours or days/],
		[1, undefined, /minutes, hours or days/],
	])('of %j %s is refused by the name of its field', (amount, unit, message) => {
		const read = readLength({ amount, unit }, 'Ban For');
		expect(read).toMatchObject({ ok: false, message: expect.stringMatching(message) as string });
		expect(read).toMatchObject({ message: expect.stringContaining("'Ban For'") as string });
	});
});

describe('The end that an item names', () => {
	const end = { name: 'endTime', label: 'End Time', lasting: { label: 'Record For' } } as const;
	const now = Date.UTC(2026, 10, 30);

	test.each([
		['seconds', 'unixTime', 1_800_000_000, '2027-01-15T08:00:00.000Z'],
		['a text', 'utcTime', '2027-01-15T08:00:00Z', '2027-01-15T08:00:00.000Z'],
	] as const)('is that of the request, as %s', (_, kind, sent, until) => {
		expect(untilOf([{ ...end, kind }], { body: { EndTime: sent }, now })).toEqual({ until });
	});

	test('is what Tencent takes where nothing was sent, and nothing where that is not known', () => {
		const lasting = { label: 'Ban For', standardDays: 7 };
		const standard = { ...end, kind: 'utcTime', lasting } as const;
		expect(untilOf([standard], { body: {}, now })).toEqual({ until: '2026-12-07T00:00:00.000Z' });
		expect(untilOf([{ ...end, kind: 'utcTime' }], { body: {}, now })).toEqual({});
	});
});
