import type { IExecuteFunctions } from 'n8n-workflow';
import type { ParameterSpec } from '../../../../nodes/TencentLvb/operation.ts';
import { farEnd, readLength, untilOf } from '../../../../nodes/TencentLvb/input/lasting.ts';

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

describe('An end', () => {
	const now = Date.UTC(2026, 10, 30) + 999;
	const second = (now - 999) / 1000;
	const most = { china: 3 * DAY, international: DAY };
	const start = { name: 'startTime', label: 'Start Time', kind: 'unixTime' } as const;
	const end = { name: 'endTime', label: 'End Time', kind: 'unixTime', most } as const;

	const told = async (parameter: object, body: object, site?: string) => {
		const context = {
			getCredentials: async () => {
				if (site === undefined) throw new Error('none');
				return { site };
			},
		} as unknown as IExecuteFunctions;
		const parameters = [start, { ...end, ...parameter }];
		return await farEnd(context, parameters, { body: { ...body }, now });
	};

	test.each<[string | undefined, number, { most?: ParameterSpec['most'] }]>([
		['china', 3 * DAY, {}],
		['international', DAY, {}],
		[undefined, 3 * DAY, {}],
		['china', 3 * DAY - 1, { most: { ...most, isExclusive: true } }],
		['international', DAY - 1, { most: { ...most, isExclusive: true } }],
	])('may be so far ahead on the site %s: %i seconds', async (site, seconds, parameter) => {
		expect(await told(parameter, { EndTime: second + seconds }, site)).toBeUndefined();
		const far = await told(parameter, { EndTime: second + seconds + 1 }, site);
		const instant = new Date((second + seconds + 1) * 1000).toISOString();
		expect(far?.message).toBe(`'End Time' is too far ahead: it is ${instant}`);
		const bound = { ...most, ...parameter.most };
		expect(far?.nextStep).toBe(
			`Tencent takes ${'isExclusive' in bound ? 'less than' : 'at most'} ${site === 'international' ? '24 hours' : '3 days'} ahead. Choose an earlier date, or a shorter time`,
		);
	});

	test('may be so far after its start, and after now where there is none but in an update', async () => {
		const after = { after: 'startTime' };
		const body = { StartTime: second + DAY, EndTime: second + 2 * DAY };
		expect(await told(after, body, 'international')).toBeUndefined();
		expect(await told(after, { ...body, EndTime: body.EndTime + 1 }, 'international')).toEqual({
			message: "'End Time' is too far after its start: it is 2026-12-02T00:00:01.000Z",
			nextStep: expect.stringContaining('at most 24 hours after its start.') as string,
		});
		const { EndTime } = body;
		expect(await told(after, { EndTime }, 'international')).toBeDefined();
		const inUpdate = { ...after, within: 'updateFields' };
		expect(await told(inUpdate, { EndTime }, 'international')).toBeUndefined();
	});

	test.each([
		['where there is none', {}, {}],
		['where Tencent documents no bound', { most: undefined }, { EndTime: second + 99 * DAY }],
	])('is not too far %s', async (_, parameter, body) => {
		expect(await told(parameter, body, 'international')).toBeUndefined();
	});
});
