import { execFileSync } from 'node:child_process';
import { DateTime } from 'luxon';
import { readInstant } from '../../../../nodes/TencentLvb/input/dates.ts';

const SCRIPT = new URL('./readDates.mts', import.meta.url).pathname;
const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Asia/Kolkata', 'Pacific/Kiritimati'];
const PROCESS_ZONES = ['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati'];

/** Spellings without a time zone of the moment 2026-12-05 10:00:00, a Saturday. */
const TEN = [
	'2026-12-05T10:00:00',
	'2026-12-05T10:00',
	'2026-12-05T10',
	'2026-12-05T10:00:00.000',
	'2026-12-05T10:00:00,000',
	'20261205T100000',
	'20261205T1000',
	'2026-W49-6T10:00',
	'2026-339T10:00',
	'2026-12-05 10:00:00',
	'2026-12-05 10:00',
	'2026-12-5 10:00',
	'2026/12/05 10:00',
	'2026/12/5 10:00:00',
	'2026.12.05 10:00',
	'2026-12-05 10:00 AM',
	'2026-12-05 10:00AM',
	'2026-12-05 10 am',
	'2026-12-05, 10:00 a.m.',
	'12/25/2026 10:00',
	'25/12/2026 10:00',
	'25.12.2026 10:00',
	'12/25/2026, 10:00:00 AM',
	'Dec 5, 2026 10:00',
	'Dec 5, 2026, 10:00 AM',
	'December 5, 2026 at 10:00 AM',
	'December 5th, 2026 10:00',
	'Sat Dec 5 2026 10:00:00',
	'Sat, 5 Dec 2026 10:00:00',
	'Saturday, December 5, 2026 at 10:00:00 AM',
	'5 Dec 2026 10:00',
	'5 December 2026, 10:00',
	'05-Dec-2026 10:00',
	'2026-Dec-05 10:00',
	'10:00 2026-12-05',
	'Sat Dec  5 10:00:00 2026',
	'10:00, 5 December 2026',
	'2026年12月5日 10:00',
	'2026年12月5日10时',
	'2026年12月05日 10时00分',
	'2026年12月5日星期六 上午10:00',
	'2026/12/5 上午10:00:00',
	'２０２６／１２／０５　１０：００',
	'2026-12-05 10:00',
	'  2026-12-05 10:00\n',
];

/** The same with a time zone, and its instant in UTC. */
const WITH_ZONE: Array<[string, string]> = [
	['2026-12-05T10:00:00Z', '2026-12-05T10:00:00Z'],
	['2026-12-05t10:00z', '2026-12-05T10:00:00Z'],
	['2026-12-05T10:00:00.123Z', '2026-12-05T10:00:00.123Z'],
	['2026-12-05T10:00:00.123456Z', '2026-12-05T10:00:00.123Z'],
	['2026-12-05T10:00:00+08:00', '2026-12-05T02:00:00Z'],
	['2026-12-05T10:00:00+0800', '2026-12-05T02:00:00Z'],
	['2026-12-05T10:00+08', '2026-12-05T02:00:00Z'],
	['20261205T100000Z', '2026-12-05T10:00:00Z'],
	['20261205T100000+0800', '2026-12-05T02:00:00Z'],
	['2026-12-05T10:00:00+08:00[Asia/Shanghai]', '2026-12-05T02:00:00Z'],
	['2026-12-05T10:00[Asia/Shanghai]', '2026-12-05T02:00:00Z'],
	['2026-12-05 10:00:00 +08:00', '2026-12-05T02:00:00Z'],
	['2026-12-05 10:00:00-05:00', '2026-12-05T15:00:00Z'],
	['2026-12-05 10:00 UTC', '2026-12-05T10:00:00Z'],
	['2026-12-05 10:00 GMT+8', '2026-12-05T02:00:00Z'],
	['2026-12-05 10:00 UTC+8', '2026-12-05T02:00:00Z'],
	['2026-12-05 10:00 Asia/Shanghai', '2026-12-05T02:00:00Z'],
	['2026/12/05 10:00 America/New_York', '2026-12-05T15:00:00Z'],
	['2026-12-05 10:00 AM +0800', '2026-12-05T02:00:00Z'],
	['Sat, 05 Dec 2026 10:00:00 +0800', '2026-12-05T02:00:00Z'],
	['05 Dec 2026 10:00 +0800', '2026-12-05T02:00:00Z'],
	['Sat, 05 Dec 2026 10:00:00 GMT', '2026-12-05T10:00:00Z'],
	['Sat, 05 Dec 2026 10:00:00 EST', '2026-12-05T15:00:00Z'],
	['Sat Dec 05 2026 10:00:00 GMT+0800 (China Standard Time)', '2026-12-05T02:00:00Z'],
	['1796464800', '2026-12-05T10:00:00Z'],
	['1796464800.5', '2026-12-05T10:00:00.500Z'],
	['1796464800000', '2026-12-05T10:00:00Z'],
];

/** A day alone is its beginning. */
const DAYS = [
	'2026-12-05',
	'2026/12/5',
	'2026.12.05',
	'20261205',
	'2026-339',
	'2026-W49-6',
	'Dec 5, 2026',
	'5 December 2026',
	'Sat, 5 Dec 2026',
	'2026年12月5日',
];

const NONE = [
	'',
	' ',
	'tomorrow',
	'soon',
	'10:00',
	'10:00 AM',
	'2026',
	'12',
	'Dec 2026',
	'2026-13-05 10:00',
	'2026-02-30 10:00',
	'2026-02-29T10:00:00Z',
	'2026-12-05 25:00',
	'2026-12-05 10:60',
	'2026-12-05T24:30',
	'2026-12-05 13:00 PM',
	'Sun, 5 Dec 2026 10:00',
	'5 Foo 2026 10:00',
	'2026-12-05 10:00 CST',
	'2026-12-05 10:00 Mars/Phobos',
	'2026-12-05T10:00+25:00',
	'2026-12-05 10:00 11:00',
	'room 5 2026-12-05 10:00',
	'13/13/2026 10:00',
	'12/25/26 10:00',
	'2026-W54-1',
	'2026-366',
	'46361.41',
	'99999999999',
	'[object Object]',
];

const dayOf = (text: string) => (/25/.test(text.replace(/:\d\d/g, '')) ? 25 : 5);

describe.each(PROCESS_ZONES)('Where the process is in %s, a date', (TZ) => {
	const read = (rows: Array<[string, string]>) =>
		JSON.parse(
			execFileSync(
				process.execPath,
				['--disable-warning=ExperimentalWarning', SCRIPT, JSON.stringify(rows)],
				{ env: { ...process.env, TZ }, encoding: 'utf8' },
			),
		) as Array<{ ok: boolean; instant?: number }>;
	const shown = (rows: Array<[string, string]>) =>
		read(rows).map(({ instant }, index) => [
			...rows[index],
			instant === undefined ? 'none' : new Date(instant).toISOString(),
		]);

	test('without a time zone counts in that of the workflow, in every spelling', () => {
		const rows = ZONES.flatMap((zone) => TEN.map((text): [string, string] => [text, zone]));
		const expected = rows.map(([text, zone]) => {
			const time = { year: 2026, month: 12, day: dayOf(text), hour: 10 };
			return [text, zone, DateTime.fromObject(time, { zone }).toJSDate().toISOString()];
		});
		expect(shown(rows)).toEqual(expected);
	});

	test('with one is the same wherever the workflow is', () => {
		const rows = ZONES.flatMap((zone) => WITH_ZONE.map(([text]): [string, string] => [text, zone]));
		const expected = ZONES.flatMap((zone) =>
			WITH_ZONE.map(([text, instant]) => [text, zone, new Date(instant).toISOString()]),
		);
		expect(shown(rows)).toEqual(expected);
	});

	test('alone is the beginning of its day, and what is no date is none', () => {
		const rows = ZONES.flatMap((zone) => DAYS.map((text): [string, string] => [text, zone]));
		const expected = rows.map(([text, zone]) => {
			const midnight = DateTime.fromObject({ year: 2026, month: 12, day: 5 }, { zone });
			return [text, zone, midnight.toJSDate().toISOString()];
		});
		expect(shown(rows)).toEqual(expected);
		const none = NONE.map((text): [string, string] => [text, 'Asia/Shanghai']);
		expect(shown(none)).toEqual(none.map((row) => [...row, 'none']));
	});
});

describe('A date', () => {
	test.each(['12/05/2026', '05-12-2026 10:00', '5.12.2026', '12/5/2026, 10:00:00 AM'])(
		'that may be May or December says which: %s',
		(text) => {
			expect(readInstant(text, 'UTC')).toEqual({
				ok: false,
				either: expect.arrayContaining(['Dec 5, 2026', 'May 12, 2026']),
			});
		},
	);

	test('whose day and month are the same number is clear', () => {
		const expected = { ok: true, instant: Date.UTC(2026, 4, 5, 10) };
		expect(readInstant('05/05/2026 10:00', 'UTC')).toEqual(expected);
	});

	test.each([
		['in a gap of the clock', '2026-03-08 02:30', 'America/New_York'],
		['at an hour that comes twice', '2026-11-01 01:30', 'America/New_York'],
		['in a gap of the clock, as people write it', 'Mar 8, 2026 2:30 AM', 'America/New_York'],
		['of a day without a midnight', '2026-03-29 00:00', 'Asia/Beirut'],
	])('%s is what Luxon makes of it: %s', (_, text, zone) => {
		const plain = text.startsWith('Mar') ? '2026-03-08T02:30' : text.replace(' ', 'T');
		const instant = DateTime.fromISO(plain, { zone }).toMillis();
		expect(readInstant(text, zone)).toEqual({ ok: true, instant });
	});

	test.each([
		['a date object', new Date('2026-12-05T10:00:00Z')],
		["n8n's own", DateTime.fromISO('2026-12-05T10:00:00Z')],
		['seconds', 1796464800],
		['milliseconds', 1796464800000],
		['seconds with a fraction', 1796464800.25],
	])('may be %s', (_, value) => {
		const read = readInstant(value, 'Asia/Shanghai');
		expect(read).toEqual({ ok: true, instant: expect.any(Number) });
		expect(Math.floor((read as { instant: number }).instant / 1000)).toBe(1796464800);
	});

	test.each([
		[new Date('x')],
		[DateTime.fromISO('x')],
		[{}],
		[[]],
		[null],
		[undefined],
		[true],
		[5],
		[20261205],
	])('is not %p', (value) => {
		expect(readInstant(value, 'UTC')).toEqual({ ok: false });
	});

	test('is read as JavaScript writes it, in any language that has numbers or English names', () => {
		for (let day = 0; day < 400; day += 9) {
			const date = new Date(Date.UTC(2026, 0, 1 + day, 13, 7, 9));
			const spellings = [
				date.toISOString(),
				date.toUTCString(),
				date.toString(),
				date.toLocaleString('zh-CN', { timeZone: 'Asia/Tokyo' }),
				date.toLocaleString('zh-CN', { timeZone: 'Asia/Tokyo', hour12: true }),
				date.toLocaleString('zh-TW', { timeZone: 'Asia/Tokyo' }),
				date.toLocaleString('ja-JP', { timeZone: 'Asia/Tokyo' }),
				date.toLocaleString('sv-SE', { timeZone: 'Asia/Tokyo' }),
				date.toLocaleString('en-GB', {
					timeZone: 'Asia/Tokyo',
					dateStyle: 'long',
					timeStyle: 'medium',
				}),
				date.toLocaleString('en-US', {
					timeZone: 'Asia/Tokyo',
					dateStyle: 'full',
					timeStyle: 'medium',
				}),
				date.toLocaleString('zh-CN', {
					timeZone: 'Asia/Tokyo',
					dateStyle: 'full',
					timeStyle: 'medium',
				}),
			];
			for (const text of spellings) {
				const read = readInstant(text, 'Asia/Tokyo');
				expect([text, read]).toEqual([
					text,
					{ ok: true, instant: Math.floor(date.getTime() / 1000) * 1000 },
				]);
			}
		}
	});
});
