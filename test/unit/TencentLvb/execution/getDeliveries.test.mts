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
				{ headers }: { headers: Record<string, string> },
			) => {
				const Response = { RequestId: 'r', ...answers[headers['X-TC-Action']] };
				return { statusCode: 200, body: JSON.stringify({ Response }) };
			},
		},
	} as unknown as IExecuteFunctions;
	const items = await getDeliveries(context, 0);
	return { items: items.map(({ json }) => json), hints };
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
});
