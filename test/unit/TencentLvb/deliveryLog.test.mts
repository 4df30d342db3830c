import type { Port } from '../../../nodes/callbackTemplate/account.ts';
import {
	DAY_MS,
	isDelivered,
	readableAnswer,
	readEntries,
	readLog,
} from '../../../nodes/TencentLvb/deliveryLog.ts';

const NOW = Date.UTC(2026, 10, 24, 10);
const SECOND_MS = 1000;

type Body = { StartTime: string; EndTime: string; PageNum: number };

/** A way to a list of so many entries, and what it was asked. */
function listOf(count: number, last?: object) {
	const bodies: Body[] = [];
	const port = async (_action: string, body: object) => {
		bodies.push(body as Body);
		const first = ((body as Body).PageNum - 1) * 100;
		const length = Math.max(0, Math.min(100, count - first));
		const List = Array.from({ length }, (_, n) => ({ n: first + n }));
		return { ok: true, response: { RequestId: '', List, DataInfoList: [], ...last } };
	};
	return { port: port as unknown as Port, bodies };
}

const LIST = { action: 'DescribeX', field: 'List', body: { a: 1 } };

describe('A list', () => {
	test.each([
		[0, 1],
		[99, 1],
		[100, 2],
		[101, 2],
		[250, 3],
	])('of %i entries is read in %i calls', async (count, asked) => {
		const { port, bodies } = listOf(count);
		const read = await readEntries(port, LIST);
		expect(read).toMatchObject({ ok: true });
		expect(read.ok && read.items.map(({ n }) => n)).toEqual(
			Array.from({ length: count }, (_, n) => n),
		);
		expect(bodies.map(({ PageNum }) => PageNum)).toEqual(
			Array.from({ length: asked }, (_, n) => n + 1),
		);
	});

	test('is read for as many pages as are wanted', async () => {
		const { port, bodies } = listOf(500);
		const read = await readEntries(port, LIST, { mostPages: 2 });
		expect(read.ok && read.items).toHaveLength(200);
		expect(bodies).toHaveLength(2);
	});

	test.each([
		[null, { ok: true, items: [] }],
		['none', { ok: false, refusal: expect.objectContaining({ message: expect.any(String) }) }],
		[[null, 3], { ok: true, items: [{}, expect.anything()] }],
	])('that comes as %j is no reason to stumble', async (List, expected) => {
		const { port } = listOf(0, { List });
		expect(await readEntries(port, LIST)).toEqual(expected);
	});
});

describe('The period of a look-up', () => {
	test.each([
		['an hour', 3_600_000, 1],
		['a day', DAY_MS, 1],
		['a day and a second', DAY_MS + SECOND_MS, 2],
		['a day and two seconds', DAY_MS + 2 * SECOND_MS, 2],
		['two days', 2 * DAY_MS, 2],
		['two days and a bit', 2 * DAY_MS + 90 * SECOND_MS, 3],
		['14 days', 14 * DAY_MS, 14],
	])(
		'of %s is asked for in parts that together hold each second once',
		async (_, length, count) => {
			const { port, bodies } = listOf(0);
			await readLog(port, { streamName: 'room', period: { from: NOW - length, to: NOW } });
			const parts = bodies.map(({ StartTime, EndTime }) => [
				Date.parse(StartTime),
				Date.parse(EndTime),
			]);
			expect(parts).toHaveLength(count);
			expect([parts[0][0], parts.at(-1)![1]]).toEqual([NOW - length, NOW]);
			for (const [at, [start, end]] of parts.entries()) {
				expect(end).toBeGreaterThan(start);
				expect(end - start).toBeLessThanOrEqual(DAY_MS);
				if (at > 0) expect(start).toBe(parts[at - 1][1] + SECOND_MS);
			}
		},
	);

	test('without length is not asked for', async () => {
		const { port, bodies } = listOf(0);
		const read = await readLog(port, { streamName: 'room', period: { from: NOW, to: NOW } });
		expect([read, bodies]).toEqual([{ ok: true, items: [] }, []]);
	});

	test('ends with the first part that is refused', async () => {
		const refusal = { code: 'x' };
		const port = (async () => ({ ok: false, refusal })) as unknown as Port;
		const period = { from: NOW - 3 * DAY_MS, to: NOW };
		expect(await readLog(port, { streamName: 'room', period })).toEqual({ ok: false, refusal });
	});
});

describe('An entry of the log', () => {
	test.each([
		[0, true],
		['0', true],
		[1, false],
		[200, false],
		[-1, false],
		[null, false],
		[undefined, false],
		['', false],
		[[], false],
	])('with the result %j is delivered: %j', (ResultCode, delivered) => {
		expect(isDelivered({ ResultCode })).toBe(delivered);
	});

	test('holds an answer, which is cut where it is longer than wanted', () => {
		const entry = { Response: 'HTTP%2F1.1%20200%20OK%0D%0A%0D%0A%7B%22code%22%3A0%7D' };
		expect(readableAnswer(entry)).toBe('HTTP/1.1 200 OK {"code":0}');
		expect(readableAnswer(entry, 8)).toBe('HTTP/1.1…');
		expect(readableAnswer({ Response: 7 })).toBe('');
	});
});

describe('an answer that echoes a signature', () => {
	const sign = '0123456789abcdef0123456789abcdef';
	test.each([
		`the sign:${sign} is wrong`,
		`the sign=${sign} is wrong`,
		`SIGN = ${sign} is wrong`,
		`{"sign":"${sign}"}`,
		`{'sign' : '${sign}'}`,
	])('is told without it: %s', (text) => {
		const told = readableAnswer({ Response: encodeURIComponent(text) });
		expect(told).not.toContain(sign);
		expect(told).toContain('[hidden]');
	});
});
