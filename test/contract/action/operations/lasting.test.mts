import type { IDataObject } from 'n8n-workflow';
import { openAccount, type OpenAccount, utc } from './account.mts';

const PLACE = { domainName: 'push.example.com', appName: 'live', streamName: 'room-42' };
const PULL = {
	...{ ...PLACE, sourceType: 'PullVodPushLive', sourceUrls: 'https://a.example.com/a.mp4' },
	startTime: utc(5),
};
const MINUTE_MS = 60_000;
const UNITS = { minutes: MINUTE_MS, hours: 60 * MINUTE_MS, days: 24 * 60 * MINUTE_MS };

let account: OpenAccount;
let templateId: IDataObject[string];

beforeAll(async () => {
	account = await openAccount();
	const bucket = { cosAppId: 1250000000, cosBucket: 'shots', cosRegion: 'ap-singapore' };
	const template = { templateName: 'shows', ...bucket };
	[{ templateId }] = await account.run('snapshotTemplate: create', template);
});
beforeEach(() => {
	account.simulator.account.bans.clear();
	account.simulator.account.delays.clear();
	account.simulator.account.recordTasks.clear();
	account.simulator.account.screenshotTasks.clear();
	account.simulator.account.seed.onlineStreams(1, () => ({ streamName: 'room-42' }));
	account.calls();
});
afterAll(async () => await account.simulator.close());

/** Operations with an end: the parameter, that of the request, and what Tencent allows. */
const ENDS = [
	{ name: 'stream: ban', end: 'resumeTime', wire: 'ResumeTime', more: PLACE, mostDays: 90 },
	{
		...{ name: 'stream: delay', end: 'expireTime', wire: 'ExpireTime', mostDays: 7 },
		more: { ...PLACE, delayTime: 30 },
	},
	{ name: 'recording: start', end: 'endTime', wire: 'EndTime', more: PLACE, mostDays: 1 },
	{ name: 'snapshot: start', end: 'endTime', wire: 'EndTime', more: PLACE, mostDays: 1 },
] as const;

const run = (name: string, parameters: IDataObject) =>
	account.run(name, name === 'snapshot: start' ? { ...parameters, templateId } : parameters);

/** The end that went out, in milliseconds since 1970, and the item that came back. */
async function ended(name: string, wire: string, parameters: IDataObject) {
	const before = Date.now();
	const [item] = await run(name, parameters);
	const [[, body]] = account.calls() as Array<[string, Record<string, string | number>]>;
	const sent = body[wire];
	return { before, item, sent: typeof sent === 'number' ? sent * 1000 : Date.parse(sent) };
}

describe.each(ENDS)('$name', ({ name, end, wire, more, mostDays }) => {
	const interval = (amount: unknown, unit: string) => ({
		...more,
		...{ [`${end}By`]: 'interval', [`${end}Amount`]: amount, [`${end}Unit`]: unit },
	});

	test.each([
		[90, 'minutes'],
		[2, 'hours'],
		['2', 'hours'],
		[0.5, 'days'],
	] as const)('lasts for %j %s, and says until when', async (amount, unit) => {
		const { before, item, sent } = await ended(name, wire, interval(amount, unit));
		const length = Number(amount) * UNITS[unit];
		expect(sent).toBeGreaterThan(before + length - 1000);
		expect(sent).toBeLessThanOrEqual(Date.now() + length);
		expect(item.until).toBe(new Date(sent).toISOString());
	});

	test('lasts until a date, and says so', async () => {
		const date = utc(90);
		const parameters = { ...more, [`${end}By`]: 'date', [end]: date };
		const { item, sent } = await ended(name, wire, parameters);
		expect(sent).toBe(Date.parse(date));
		expect(item.until).toBe(new Date(date).toISOString());
	});

	test('lasts as long as Tencent allows, and no longer', async () => {
		const { sent } = await ended(name, wire, interval(mostDays, 'days'));
		expect(sent).toBeGreaterThan(Date.now() + (mostDays - 1) * UNITS.days);
		const tooLong = mostDays === 1 ? interval(24.1, 'hours') : interval(mostDays + 1, 'days');
		await expect(run(name, tooLong)).rejects.toMatchObject({
			message: expect.stringMatching(/^'.*' is too far (ahead|after its start): it is 2/) as string,
			description: expect.stringMatching(
				new RegExp(`at most ${mostDays === 1 ? '24 hours' : `${mostDays} days`} `),
			) as string,
		});
		expect(account.calls()).toEqual([]);
	});

	test.each([
		[0, 'hours', /must be a number above 0/],
		[-2, 'hours', /must be a number above 0/],
		['', 'hours', /must be a number above 0/],
		['two', 'hours', /must be a number above 0/],
		[0.001, 'minutes', /is too short/],
		[1e9, 'days', /is too long/],
		[2, 'weeks', /must be minutes, hours or days/],
		[2, 'toString', /must be minutes, hours or days/],
	])('is refused for %j %s, before anything is called', async (amount, unit, message) => {
		await expect(run(name, interval(amount, unit))).rejects.toThrow(message);
		expect(account.calls()).toEqual([]);
	});

	test('tells of a date that has passed how to write one in two hours', async () => {
		const parameters = { ...more, [`${end}By`]: 'date', [end]: utc(-5) };
		await expect(run(name, parameters)).rejects.toMatchObject({
			message: expect.stringMatching(/has passed: it is 2/) as string,
			description: expect.stringContaining("{{ $now.plus(2, 'hours') }}") as string,
		});
	});

	test('needs a date where one was chosen', async () => {
		const parameters = { ...more, [`${end}By`]: 'date', [end]: '' };
		await expect(run(name, parameters)).rejects.toThrow(/' is empty$/);
	});
});

describe.each(ENDS.slice(0, 2))('$name, left to Tencent', ({ name, end, wire, more }) => {
	test('sends no date, and says that it is 7 days', async () => {
		const { item, sent } = await ended(name, wire, more);
		expect(sent).toBeNaN();
		const until = Date.parse(String(item.until));
		expect(Math.abs(until - Date.now() - 7 * UNITS.days)).toBeLessThan(MINUTE_MS);
	});

	test('takes the date that a saved workflow has among the additional fields', async () => {
		const date = utc(90);
		const parameters = { ...more, additionalFields: { [end]: date } };
		const { item, sent } = await ended(name, wire, parameters);
		expect(sent).toBe(Date.parse(date));
		expect(item.until).toBe(new Date(date).toISOString());
	});
});

test.each(ENDS.slice(2))('$name lasts from its start on', async ({ name, end, wire, more }) => {
	const start = utc(120);
	const { sent } = await ended(name, wire, {
		...more,
		...{ [`${end}By`]: 'interval', [`${end}Amount`]: 24, [`${end}Unit`]: 'hours' },
		additionalFields: { startTime: start },
	});
	expect(sent).toBe(Date.parse(start) + UNITS.days);
});

describe('pullTask: create', () => {
	const task = (amount: number, site: 'china' | 'international') => {
		const length = { endTimeBy: 'interval', endTimeAmount: amount, endTimeUnit: 'days' };
		return account.run('pullTask: create', { ...PULL, ...length }, { site });
	};

	test('lasts from its start on, and says until when', async () => {
		const [item] = await task(2, 'international');
		const until = Date.parse(PULL.startTime) + 2 * UNITS.days;
		expect(item.until).toBe(new Date(until).toISOString());
	});

	test.each([
		[6, 'international', undefined],
		[7, 'international', /less than 7 days after its start/],
		[7, 'china', undefined],
		[30, 'china', /less than 30 days after its start/],
	] as const)('takes %i days on the site %s only as documented', async (days, site, refusal) => {
		const outcome = task(days, site);
		if (refusal === undefined) await expect(outcome).resolves.toHaveLength(1);
		else {
			await expect(outcome).rejects.toMatchObject({
				description: expect.stringMatching(refusal) as string,
			});
		}
	});
});
