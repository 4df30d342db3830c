import type { IExecuteFunctions } from 'n8n-workflow';
import { getDeliveries } from '../../../../nodes/TencentLvb/execution/getDeliveries.ts';

const FIELDS = {
	lookUpBy: 'streamName',
	streamName: 'room-42',
	startTime: new Date(Date.now() - 3_600_000).toISOString(),
	endTime: new Date().toISOString(),
	onlyFailed: false,
};

type Fields = Record<string, unknown>;

/** What is put out where Tencent answers so, action by action. */
async function outputFor(answers: Record<string, object>, fields: Fields = {}) {
	const hints: object[] = [];
	const asked: Array<{ action: string; body: Fields }> = [];
	const given: Fields = { ...FIELDS, ...fields };
	const context = {
		getNodeParameter: (name: string, _item: number, fallback?: unknown) => given[name] ?? fallback,
		getTimezone: () => 'Asia/Shanghai',
		getNode: () => ({
			name: 'Live',
			type: 'x.y',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
		getCredentials: async () => ({ site: 'china' }),
		addExecutionHints: (hint: object) => hints.push(hint),
		helpers: {
			httpRequestWithAuthentication: async (
				_type: string,
				{ headers, body }: { headers: Record<string, string>; body: string },
			) => {
				const action = headers['X-TC-Action'];
				asked.push({ action, body: JSON.parse(String(body)) as Fields });
				const answer = answers[action];
				const given = typeof answer === 'function' ? (answer(asked.length) as object) : answer;
				const Response = { RequestId: 'r', ...given };
				return { statusCode: 200, body: JSON.stringify({ Response }) };
			},
		},
	} as unknown as IExecuteFunctions;
	const items = await getDeliveries(context, 0);
	return { items: items.map(({ json }) => json), hints, asked };
}

const logOf = (...DataInfoList: unknown[]) => ({ DescribeCallbackRecordsList: { DataInfoList } });
const SENT = { event_type: 1, stream_id: 'room-42', sequence: '1', event_time: 1_764_000_000 };
const JSON_SENT = JSON.stringify(SENT);

describe('What Tencent sent', () => {
	test.each([
		['as JSON', JSON_SENT],
		['percent-encoded', encodeURIComponent(JSON_SENT)],
		['behind its headers', `POST /webhook HTTP/1.1\r\nHost: a\r\n\r\n${JSON_SENT}`],
		[
			'percent-encoded with its headers',
			encodeURIComponent(`POST / HTTP/1.1\r\n\r\n${JSON_SENT}\r\n`),
		],
	])('is decoded where the log holds it %s', async (_how, Request) => {
		const { items } = await outputFor(logOf({ Request, ResultCode: 1 }));
		expect(items).toMatchObject([{ event: { event: 'streamBegin', streamName: 'room-42' } }]);
	});

	test.each([[''], [null], ['no JSON'], ['{"a":'], ['[1]'], [7]])(
		'is null where the log holds %j, and the try is told of all the same',
		async (Request) => {
			const entry = { Request, ResultCode: '7', Response: 'x' };
			const { items } = await outputFor(logOf(entry), { onlyFailed: true });
			expect(items).toEqual([
				{ delivered: false, resultCode: 7, sentAt: null, answer: 'x', event: null },
			]);
		},
	);
});

describe('A try', () => {
	test.each([
		['the answer, in UTC', '2026-11-24T09:00:05Z', '2026-11-24T09:00:05.000Z'],
		['the answer, in Beijing', '2026-11-24 17:00:05', '2026-11-24T09:00:05.000Z'],
		['the event, where nothing answered', '', '2026-11-24T09:00:00.000Z'],
	])('is of the time of %s', async (_what, ResponseTime, sentAt) => {
		const entry = { EventTime: '2026-11-24T09:00:00Z', ResponseTime };
		expect((await outputFor(logOf(entry))).items).toMatchObject([{ sentAt }]);
	});

	test('comes after those before it, whatever order the log has', async () => {
		const at = (minute: number) => ({
			EventTime: `2026-11-24T09:0${minute}:00Z`,
			ResultCode: minute,
		});
		const { items } = await outputFor(logOf(at(3), at(1), at(2)));
		expect(items.map(({ resultCode }) => resultCode)).toEqual([1, 2, 3]);
	});

	test('that failed stays where only what looks the same arrived', async () => {
		// Nothing in it tells a repetition from another happening.
		const Request = JSON.stringify({ event_type: 329, stream_id: 'room-42' });
		const log = logOf({ Request, ResultCode: 1 }, { Request, ResultCode: 0 });
		expect((await outputFor(log, { onlyFailed: true })).items).toHaveLength(1);
		const proven = logOf(
			{ Request: JSON_SENT, ResultCode: 1 },
			{ Request: JSON_SENT, ResultCode: 0 },
		);
		expect((await outputFor(proven, { onlyFailed: true })).items).toEqual([]);
	});
});

describe('The streams of a domain and app', () => {
	const place = { lookUpBy: 'pushDomain', pushDomain: 'push.example.com', appName: 'live' };
	const push = (StreamName: unknown, StreamStartTime: unknown = '') => ({
		StreamName,
		StreamStartTime,
	});

	test('are looked up where their begin can not be read, too', async () => {
		const { items } = await outputFor(
			{
				...logOf({ Request: JSON_SENT }),
				DescribeLiveStreamOnlineList: { OnlineInfo: [push('a'), push(''), push(4)] },
				DescribeLiveStreamEventList: {
					EventList: [push('a'), push('b', 'x'), push('c', '2999-01-01T00:00:00Z')],
				},
			},
			place,
		);
		// One entry for each of the two streams.
		expect(items).toHaveLength(2);
	});

	test('are said not to be all where Tencent lists no more', async () => {
		const EventList = Array.from({ length: 100 }, () => push('room-42'));
		const answers = { ...logOf(), DescribeLiveStreamEventList: { EventList } };
		const { hints } = await outputFor(answers, place);
		expect(hints).toEqual([
			expect.objectContaining({ message: expect.stringMatching(/10000 .*shorter period/) }),
		]);
	});

	test('are not said to be missing where the last page has room left, however many are online', async () => {
		const pages = { online: 0, ended: 0 };
		const fullPage = Array.from({ length: 100 }, () => push('room-42'));
		const { hints } = await outputFor(
			{
				...logOf(),
				DescribeLiveStreamOnlineList: () => ({
					OnlineInfo: ++pages.online === 1 ? fullPage : [],
				}),
				DescribeLiveStreamEventList: () => ({
					EventList: ++pages.ended < 100 ? fullPage : fullPage.slice(1),
				}),
			},
			place,
		);
		expect(pages).toEqual({ online: 2, ended: 100 });
		expect(hints).toEqual([]);
	});

	test.each([
		['at its end', 0, 1],
		['after it', 1000, 0],
	])('are those that were pushed in the period, and none that began %s', async (_, ms, count) => {
		const now = Math.floor(Date.now() / 1000) * 1000;
		const endTime = new Date(now - 60_000).toISOString();
		const began = new Date(now - 60_000 + ms).toISOString();
		const { items } = await outputFor(
			{
				...logOf({ Request: JSON_SENT }),
				DescribeLiveStreamEventList: { EventList: [push('a', began)] },
				DescribeLiveStreamOnlineList: {
					OnlineInfo: [{ StreamName: 'a', PublishTimeList: [{ PublishTime: began }] }],
				},
			},
			{ ...place, endTime },
		);
		expect(items).toHaveLength(count);
	});
});

describe('The period', () => {
	const DAYS_14 = 14 * 86_400_000;
	const textAgo = (ms: number) => new Date(Date.now() - ms).toISOString();

	test.each([
		['the whole log, asked for half a minute ago', DAYS_14 + 30_000],
		['the whole log but a minute', DAYS_14 - 60_000],
	])('may be %s, of which only what is there is asked for', async (_, ms) => {
		const before = Date.now();
		const { asked } = await outputFor(logOf(), { startTime: textAgo(ms) });
		const [from] = asked.map(({ body }) => Date.parse(String(body.StartTime)));
		expect(from).toBeGreaterThanOrEqual(Math.max(before - ms - 1000, before - DAYS_14));
		expect(from).toBeLessThanOrEqual(Date.now() - Math.min(ms, DAYS_14) + 1000);
	});

	test('is refused where it began before the log', async () => {
		await expect(outputFor(logOf(), { startTime: textAgo(DAYS_14 + 90_000) })).rejects.toThrow(
			'more than 14 days ago',
		);
	});

	test('ends by now, and is refused where it has not begun', async () => {
		const { asked } = await outputFor(logOf(), { endTime: textAgo(-3_600_000) });
		expect(Date.parse(String(asked.at(-1)?.body.EndTime))).toBeLessThanOrEqual(Date.now());
		const future = { startTime: textAgo(-5000), endTime: textAgo(-9000) };
		await expect(outputFor(logOf(), future)).rejects.toThrow('in the future');
	});

	test('has not begun yet at its very beginning', async () => {
		const { now } = Date;
		const instant = Date.UTC(2026, 10, 24);
		const from = (ms: number) => ({
			startTime: new Date(instant + ms).toISOString(),
			endTime: new Date(instant + 60_000).toISOString(),
		});
		Date.now = () => instant;
		try {
			await expect(outputFor(logOf(), from(0))).rejects.toThrow('in the future');
			expect((await outputFor(logOf(), from(-1000))).items).toEqual([]);
		} finally {
			Date.now = now;
		}
	});

	const DAY_MS = 86_400_000;
	const OLDEST = Date.UTC(2026, 10, 10);

	test.each([
		[0, -60_000, 0],
		[0, -61_000, undefined],
		[1, -60_000, undefined],
		[1, -59_000, 1000],
		[1, 0, 1000],
		[1, 1000, 1000],
		[1, 2000, 2000],
	])('may begin a minute before the log: %i ms past a second, %i ms', async (past, ms, first) => {
		const { now } = Date;
		Date.now = () => OLDEST + 14 * DAY_MS + past;
		try {
			const startTime = new Date(OLDEST + ms).toISOString();
			const endTime = new Date(OLDEST + DAY_MS).toISOString();
			const asked = outputFor(logOf(), { startTime, endTime });
			if (first === undefined) await expect(asked).rejects.toThrow('more than 14 days ago');
			else {
				const [{ body }] = (await asked).asked;
				expect(Date.parse(String(body.StartTime))).toBe(OLDEST + first);
			}
		} finally {
			Date.now = now;
		}
	});

	test('is looked at an hour further back for streams, whose files come after their end', async () => {
		const from = Math.floor(Date.now() / 1000) * 1000 - 7_200_000;
		const startTime = new Date(from).toISOString();
		const fields = { lookUpBy: 'pushDomain', pushDomain: 'push.example.com', appName: 'live' };
		const { asked } = await outputFor({}, { ...fields, startTime });
		const ended = asked.find(({ action }) => action === 'DescribeLiveStreamEventList');
		expect(Date.parse(String(ended?.body.StartTime))).toBe(from - 3_600_000);
		expect(ended?.body).toMatchObject({ DomainName: 'push.example.com', AppName: 'live' });
	});
});

describe('Only what failed', () => {
	const entries = [
		{ Request: JSON_SENT, ResultCode: 0 },
		{ Request: JSON.stringify({ ...SENT, sequence: '2' }), ResultCode: 7 },
	];

	test.each<[unknown, number[]]>([
		[true, [7]],
		[undefined, [7]],
		[false, [0, 7]],
	])('is put out with %p', async (onlyFailed, codes) => {
		const { items } = await outputFor(logOf(...entries), { onlyFailed });
		expect(items.map(({ resultCode }) => resultCode).sort()).toEqual(codes);
	});

	test.each<[unknown, number | null]>([
		[0, 0],
		['0', 0],
		[' 7 ', 7],
		[-1, -1],
		['', null],
		[' ', null],
		['x', null],
		[null, null],
		[undefined, null],
		[[7], null],
	])('has the code %p as %p', async (ResultCode, resultCode) => {
		const { items } = await outputFor(logOf({ ResultCode }));
		expect(items).toMatchObject([{ resultCode }]);
	});

	test('of one instant stay as the log has them', async () => {
		const at = (ResponseTime: string, ResultCode: number) => ({
			...{ EventTime: '2026-11-24T09:00:00Z', ResponseTime, ResultCode },
		});
		const log = logOf(at('', 4), at('b', 3), at('a', 1), at('a', 2));
		const codes = (await outputFor(log)).items.map(({ resultCode }) => resultCode);
		expect(codes).toEqual([4, 1, 2, 3]);
	});
});
