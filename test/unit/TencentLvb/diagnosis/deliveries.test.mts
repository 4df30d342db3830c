import { checkDeliveries } from '../../../../nodes/TencentLvb/diagnosis/deliveries.ts';
import type { Subject } from '../../../../nodes/TencentLvb/diagnosis/finding.ts';
const KEY_OF_STREAM = 'txSecret=0123456789abcdef0123456789abcdef';

const subject = (answers: Record<string, object>): Subject =>
	({
		domain: 'push.example.com',
		app: 'live',
		streamName: '',
		now: 0,
		port: async (action: string) => ({ ok: true, response: { RequestId: '', ...answers[action] } }),
	}) as unknown as Subject;

/** How the answer to a delivery is told. */
const quoted = async (answer: unknown) => {
	const DataInfoList = [{ ResultCode: 1, Response: answer }];
	const ended = { DescribeLiveStreamEventList: { EventList: [{ StreamName: 'room-1' }] } };
	const answers = { ...ended, DescribeCallbackRecordsList: { DataInfoList } };
	const [{ detail }] = await checkDeliveries(subject(answers));
	return /not delivered, code 1([^]*)\.$/.exec(detail)?.[1];
};

describe('What an address answered', () => {
	test.each<[string, unknown, string]>([
		['nothing', '', ''],
		['no text', null, ''],
		['white space', ' %0A %20', ''],
		['plain text', 'Bad Gateway', ' (Bad Gateway)'],
		[
			'an answer as Tencent logs it',
			'HTTP%2F1.1%20502%20Bad%20Gateway%0D%0A%0D%0A%7B%22code%22%3A502%7D',
			' (HTTP/1.1 502 Bad Gateway {"code":502})',
		],
		['Chinese text', '%E4%B8%8D%E5%9C%A8', ' (不在)'],
		['an encoding that is broken off', 'ok%20%E4%B8', ' (ok %E4%B8)'],
		['what is no encoding', '100% %zz %', ' (100% %zz %)'],
		['control and bidirectional characters', 'a%00b%1B%5B31mc%E2%80%AEd', ' (a b [31mc d)'],
		['a push secret', `x%3F${KEY_OF_STREAM}%26txTime%3D1`, ' (x?txSecret=[hidden]&txTime=1)'],
		[
			'an encoded push secret',
			`rtmp%3A%2F%2Fa%2Flive%2Fr%3F${encodeURIComponent(KEY_OF_STREAM)}`,
			' (rtmp://a/live/r?txSecret=[hidden])',
		],
		[
			'a signature that comes back',
			encodeURIComponent('{"t":1,"sign":"0123456789ABCDEF0123456789abcdef"}'),
			' ({"t":1,"sign":"[hidden]"})',
		],
	])('is quoted readably where it is %s', async (_, answer, expected) => {
		expect(await quoted(answer)).toBe(expected);
	});

	test('is cut between characters, after secrets were hidden', async () => {
		expect(await quoted(encodeURIComponent('😀'.repeat(100_000)))).toBe(` (${'😀'.repeat(80)}…)`);
		expect(await quoted(`${'a'.repeat(60)}?${KEY_OF_STREAM}`)).toBe(
			` (${'a'.repeat(60)}?txSecret=[hidden])`,
		);
	});
});

describe('The deliveries', () => {
	const ended = { DescribeLiveStreamEventList: { EventList: [{ StreamName: 'room-1' }] } };

	test.each<[string, Record<string, object>, string, RegExp]>([
		[
			'lists that are null',
			{ DescribeLiveStreamOnlineList: { OnlineInfo: null } },
			'warning',
			/No stream/,
		],
		[
			'a list of streams that is none',
			{ ...ended, DescribeLiveStreamOnlineList: { OnlineInfo: { '0': {} } } },
			'warning',
			/holds no OnlineInfo/,
		],
		[
			'entries that are none',
			{ ...ended, DescribeLiveStreamOnlineList: { OnlineInfo: [null, 3, { StreamName: 4 }] } },
			'warning',
			/sent no event of room-1/,
		],
		[
			'a log that is none',
			{ ...ended, DescribeCallbackRecordsList: { DataInfoList: 'none' } },
			'warning',
			/holds no DataInfoList/,
		],
		[
			'deliveries that are none',
			{ ...ended, DescribeCallbackRecordsList: { DataInfoList: [null, { EventType: {} }] } },
			'failed',
			/2 of the last 2 did not arrive: .*unknown time event of an unknown kind of a stream/,
		],
		[
			'an outcome in digits',
			{ ...ended, DescribeCallbackRecordsList: { DataInfoList: [{ ResultCode: '0' }] } },
			'ok',
			/All arrived/,
		],
	])('are told of in plain words where Tencent gives %s', async (_, answers, status, detail) => {
		expect(await checkDeliveries(subject(answers))).toContainEqual(
			expect.objectContaining({ status, detail: expect.stringMatching(detail) }),
		);
	});
});
