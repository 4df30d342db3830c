import { checkDeliveries } from '../../../../nodes/TencentLvb/diagnosis/deliveries.ts';
import { PAIR, subjectWith } from './subject.mts';

/** How an answer to a delivery is told. */
async function quote(answer: unknown): Promise<string | undefined> {
	const DataInfoList = [{ ResultCode: 1, Response: answer }];
	const answers = { DescribeCallbackRecordsList: { DataInfoList } };
	const [{ detail }] = await checkDeliveries(
		subjectWith(answers, { streamName: 'room-1' }).subject,
	);
	return /not delivered, code 1([^]*)\.$/.exec(detail)?.[1];
}

const streams = (count: number, first = 0) =>
	Array.from({ length: count }, (_, at) => ({ StreamName: `room-${first + at}` }));
const deliveries = (codes: readonly number[]) =>
	codes.map((ResultCode, at) => ({
		ResultCode,
		EventTime: `2026-11-24T09:${10 + at}`,
		EventType: 1,
	}));

describe('the deliveries', () => {
	test('are those of a day, of three streams at most, each looked up once', async () => {
		const answers = {
			DescribeLiveStreamOnlineList: {
				OnlineInfo: [...streams(2), ...streams(1), { StreamName: '' }],
			},
			DescribeLiveStreamEventList: { EventList: streams(4, 1) },
		};
		const { subject, calls } = subjectWith(answers);
		await checkDeliveries(subject);
		const period = { StartTime: '2026-11-23T10:00:00Z', EndTime: '2026-11-24T10:00:00Z' };
		const logs = calls.filter(({ action }) => action === 'DescribeCallbackRecordsList');
		expect(logs.map(({ body }) => body)).toEqual(
			['room-0', 'room-1', 'room-2'].map((StreamName) => ({
				...{ ...period, StreamName, PageNum: 1, PageSize: 100 },
			})),
		);
		const [online, ended] = calls;
		const page = { DomainName: PAIR.domain, AppName: PAIR.app, PageNum: 1, PageSize: 100 };
		expect([online.body, ended.body]).toEqual([page, { ...page, ...period }]);
	});

	test('are those of the stream that is named, and no other is looked up', async () => {
		const { subject, calls } = subjectWith({}, { streamName: 'room-9' });
		const findings = await checkDeliveries(subject);
		expect(calls.map(({ body }) => body.StreamName)).toEqual(['room-9']);
		expect(findings).toEqual([
			expect.objectContaining({
				status: 'warning',
				detail: expect.stringMatching(/no event of room-9/),
			}),
		]);
	});

	test('are not asked for where no stream is known, which alone is told', async () => {
		const { subject, calls } = subjectWith({});
		expect(await checkDeliveries(subject)).toEqual([
			expect.objectContaining({ detail: expect.stringMatching(/^No stream was pushed/) }),
		]);
		expect(calls.map(({ action }) => action)).not.toContain('DescribeCallbackRecordsList');
	});

	test('are looked for on the first page of each list, which holds the latest', async () => {
		const answers = {
			DescribeLiveStreamOnlineList: { OnlineInfo: Array(100).fill({ StreamName: 'room-1' }) },
			DescribeLiveStreamEventList: { EventList: Array(100).fill({ StreamName: 'room-1' }) },
			DescribeCallbackRecordsList: { DataInfoList: deliveries(Array(100).fill(0)) },
		};
		const { subject, calls } = subjectWith(answers);
		expect(await checkDeliveries(subject)).toMatchObject([{ status: 'ok' }]);
		expect(calls.map(({ action }) => action)).toEqual(Object.keys(answers));
	});

	test.each([
		[
			{ EventType: 1, ResultCode: 7 },
			'unknown time Stream Started of a stream: not delivered, code 7',
		],
		[{ EventType: 9999, ResultCode: 7 }, 'event 9999 of a stream: not delivered, code 7'],
		[{ EventType: '9999' }, 'event 9999 of a stream: not delivered, code unknown'],
		[{ StreamId: 'room-1', ResultCode: 0 }, 'event of an unknown kind of room-1: delivered'],
	])('are told by what is known of them: %j', async (entry, words) => {
		const answers = { DescribeCallbackRecordsList: { DataInfoList: [entry] } };
		const { subject } = subjectWith(answers, { streamName: 'room-1' });
		const [{ detail }] = await checkDeliveries(subject);
		expect(detail.endsWith(`${words}.`)).toBe(true);
	});

	const outcomeOf = async (codes: readonly number[]) => {
		const answers = { DescribeCallbackRecordsList: { DataInfoList: deliveries(codes) } };
		const [finding] = await checkDeliveries(subjectWith(answers, { streamName: 'room-1' }).subject);
		return finding;
	};

	test.each([
		['all', [0, 0], 'ok', /^All arrived/],
		['some', [0, 1], 'warning', /^1 of the last 2 did not arrive/],
		['none', [1, 2], 'failed', /^2 of the last 2 did not arrive/],
	] as const)('arrived: %s', async (_what, codes, status, detail) => {
		expect(await outcomeOf(codes)).toMatchObject({ status, detail: expect.stringMatching(detail) });
	});

	test.each([9, 10, 11, 12])('are told of ten at most, the latest first: %i', async (count) => {
		const { detail } = await outcomeOf(
			Array.from({ length: count }, (_, at) => (at === 0 ? 7 : 0)),
		);
		const told = detail.match(/2026-11-24T09:\d+/g) ?? [];
		const all = deliveries(Array(count).fill(0)).map(({ EventTime }) => EventTime);
		expect(told).toEqual(all.reverse().slice(0, 10));
		expect(detail.includes('code 7')).toBe(count <= 10);
	});

	test.each([79, 80, 81])('are quoted with 80 characters at most: %i', async (length) => {
		const text = '录'.repeat(length);
		const shown = length > 80 ? `${'录'.repeat(80)}…` : text;
		expect(await quote(text)).toBe(` (${shown})`);
	});

	test('are looked at for 4000 characters', async () => {
		expect(await quote(`${' '.repeat(3999)}ab`)).toBe(' (a)');
		expect(await quote(`${' '.repeat(4000)}ab`)).toBe('');
	});

	test.each([31, 32, 33])('hide a signature, which has 32 digits: %i', async (digits) => {
		const rest = digits < 32 ? 'a'.repeat(31) : `[hidden]${'a'.repeat(digits - 32)}`;
		expect(await quote(`{"sign":"${'a'.repeat(digits)}"}`)).toBe(` ({"sign":"${rest}"})`);
		expect(await quote(`design: ${'b'.repeat(32)}`)).toBe(` (design: ${'b'.repeat(32)})`);
	});
});
