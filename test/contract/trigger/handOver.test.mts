import { callback, inMinutes, KEY, logs, signOf } from '../harness/index.mts';
import { manualTrigger, UNAUTHORIZED } from './listening.mts';
import { openSharers, shared } from './sharers.mts';

let sharers: Awaited<ReturnType<typeof openSharers>>;
beforeAll(async () => {
	sharers = await openSharers();
});
beforeEach(() => {
	sharers.reset();
	logs.length = 0;
});
afterAll(async () => await sharers.close());

describe('An event that workflows share', () => {
	test('starts the carrier and is handed on to each of the others once', async () => {
		const { status, body, items } = await sharers.carrier().deliver(shared('b,c-1,d_2'));
		expect([status, body, items?.length]).toEqual([200, { code: 0 }, 1]);
		expect(sharers.ids()).toEqual(['b', 'c-1', 'd_2']);
		expect(sharers.came.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST']);
		expect(logs).toEqual([]);
	});

	test('is taken by the trigger that it is handed on to', async () => {
		await sharers.carrier().deliver(shared());
		const [{ body: rawBody, headers, url }] = sharers.came;
		expect(url).not.toContain('also');
		const type = String(headers['content-type']);
		const request = {
			rawBody,
			body: JSON.parse(String(rawBody)),
			headers: { 'content-type': type },
		};
		const { status, items } = await sharers.carrier({}, { webhookId: 'b' }).deliver(request);
		expect([status, items?.length]).toEqual([200, 1]);
	});

	const { sign, t } = callback('streamBegin', { t: inMinutes(10) });
	test.each<[string, string]>([
		['odd spacing', `\n { "sign" :"${sign}",\t"t": ${t} , "event_type":1 }\r\n `],
		['escapes', `{"sign":"${sign}","t":${t},"event_type":1,"stream_id":"\\u0061\\/\\u4e2d"}`],
		['long numbers', `{"sign":"${sign}","t":${t},"event_type":1,"n":[9007199254740993,1.50,1E2]}`],
		['text beyond ASCII', `{"sign":"${sign}","t":${t},"event_type":1,"stream_id":"直播😀\u2028"}`],
		['fields twice', `{"sign":"0","sign":"${sign}","t":${t},"event_type":0,"event_type":1}`],
	])('keeps its bytes with %s', async (_, text) => {
		const request = { body: JSON.parse(text), rawBody: text, query: { also: 'b,c' } };
		const headers = { 'content-type': 'application/json; charset=utf-8' };
		expect((await sharers.carrier().deliver({ ...request, headers })).status).toBe(200);
		expect(sharers.came).toHaveLength(2);
		for (const { body, headers: sent } of sharers.came) {
			expect(body.equals(Buffer.from(text))).toBe(true);
			expect(sent['content-type']).toBe('application/json; charset=utf-8');
			expect(sent['content-length']).toBe(String(body.length));
		}
	});

	test('keeps bytes that are no UTF-8', async () => {
		const { body, query } = shared();
		const rawBody = Buffer.concat([
			Buffer.from([0xef, 0xbb, 0xbf]),
			Buffer.from(JSON.stringify(body).replace('}', ',"x":"')),
			Buffer.from([0xff, 0xc0, 0x22, 0x7d]),
		]);
		await sharers.carrier().deliver({ body, rawBody, query });
		expect(sharers.came[0].body.equals(rawBody)).toBe(true);
	});

	test.each([
		['text/plain', 'text/plain'],
		['text/plain; charset=utf-16le', 'text/plain; charset=utf-16le'],
		['application/x-www-form-urlencoded', /^application\/x-www-form-urlencoded$/i],
		['application/octet-stream', 'application/octet-stream'],
	])('keeps its content type %s, and the bytes with it', async (type, expected) => {
		const { body, query } = shared();
		const rawBody = JSON.stringify(body);
		await sharers.carrier().deliver({ body, rawBody, query, headers: { 'content-type': type } });
		expect(sharers.came[0].headers['content-type']).toMatch(expected);
		expect(String(sharers.came[0].body)).toBe(rawBody);
	});

	test('gets no content type where it came without one', async () => {
		const { body, query } = shared();
		await sharers.carrier().deliver({ unread: async () => JSON.stringify(body), query });
		expect(sharers.came[0].headers['content-type']).toBeUndefined();
		expect(JSON.parse(String(sharers.came[0].body))).toEqual(body);
	});

	test('takes along nothing of the request but its body, type and query', async () => {
		const request = shared();
		const headers = { ...request.headers, cookie: 'a=1', authorization: 'Basic eDp5', host: 'x.y' };
		await sharers.carrier().deliver({ ...request, headers });
		const [{ headers: sent }] = sharers.came;
		expect([sent.cookie, sent.authorization]).toEqual([undefined, undefined]);
		expect(sharers.origin).toContain(sent.host);
	});

	test.each([
		[{}, ''],
		[{ x: '1' }, '?x=1'],
	])('keeps no more of its query than stands there beside the list: %j', async (more, search) => {
		const { body, query } = shared();
		await sharers.carrier().deliver({ body, query: { ...query, ...more } });
		expect(sharers.came.map(({ url }) => url)).toEqual([`/webhook/b/tencent-lvb${search}`]);
	});

	test('keeps a query in which its signature came, without the list', async () => {
		const later = inMinutes(9);
		const query = { sign: signOf(KEY, later), also: 'b', t: String(later), x: 'ü&=+ %' };
		const body = callback('streamBegin', { remove: ['sign', 't'], set: { sequence: 'in query' } });
		expect((await sharers.carrier().deliver({ body, query })).items).toHaveLength(1);
		const { search } = new URL(sharers.came[0].url, sharers.origin);
		const { also: _, ...rest } = query;
		expect(Object.fromEntries(new URLSearchParams(search))).toEqual(rest);
	});

	test('reaches all before any has answered, and starts the carrier after all have', async () => {
		const waiting: Array<() => void> = [];
		for (const id of ['b', 'c', 'd']) {
			sharers.manners[id] = (response) => void waiting.push(() => response.end('{}'));
		}
		let ended = false;
		const delivery = sharers.carrier().deliver(shared('b,c,d'));
		void delivery.then(() => (ended = true));
		while (waiting.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
		waiting[0]();
		waiting[1]();
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(ended).toBe(false);
		waiting[2]();
		expect((await delivery).items).toHaveLength(1);
	});

	test('is handed on where the carrier has not selected it, and starts nothing there', async () => {
		const { status, items } = await sharers.carrier({ events: ['streamEnd'] }).deliver(shared());
		expect([status, items, sharers.ids()]).toEqual([200, undefined, ['b']]);
	});

	test("is handed on where the carrier's filter leaves it out", async () => {
		const bench = sharers.carrier({ options: { streamNameFilter: 'nobody-*' } });
		const { status, items } = await bench.deliver(shared());
		expect([status, items, sharers.ids()]).toEqual([200, undefined, ['b']]);
	});

	test('is handed on where it is of a kind that the catalogue lacks', async () => {
		const { items } = await sharers
			.carrier()
			.deliver(shared('b', 'streamBegin', { event_type: 9 }));
		expect([items?.length, sharers.ids()]).toEqual([1, ['b']]);
	});

	test('is handed on unsigned where the carrier takes it so', async () => {
		const bench = sharers.carrier({ options: { acceptUnsigned: true } });
		const body = callback('relay', { remove: ['sign', 't'] });
		expect((await bench.deliver({ body, query: { also: 'b' } })).items).toHaveLength(1);
		expect(sharers.ids()).toEqual(['b']);
	});

	test('writes no static data', async () => {
		const bench = sharers.carrier();
		const before = JSON.stringify(bench.staticData);
		sharers.manners.b = 500;
		await bench.deliver(shared());
		expect(JSON.stringify(bench.staticData)).toBe(before);
		expect(bench.workflow.staticData.__dataChanged).not.toBe(true);
	});
});

describe('Nothing is handed on', () => {
	const to = (also: unknown, change: Parameters<typeof callback>[1] = {}) => ({
		body: callback('streamBegin', change),
		query: { also },
	});

	test.each<[string, Parameters<typeof callback>[1]]>([
		['signed with another key', { key: 'another' }],
		['expired', { t: inMinutes(-60) }],
		['without a signature', { remove: ['sign', 't'] }],
	])('of a request that is %s', async (_, change) => {
		const { status, body } = await sharers.carrier().deliver(to('b,c', change));
		expect([status, body, sharers.came]).toEqual([401, UNAUTHORIZED, []]);
	});

	test('where no key is known', async () => {
		const bench = sharers.carrier({}, { staticData: {} });
		expect((await bench.deliver(to('b'))).status).toBe(401);
		expect((await manualTrigger(undefined).deliver(to('b'))).status).toBe(401);
		expect(sharers.came).toEqual([]);
	});

	test('of a body that is no object, or holds more than any callback', async () => {
		const query = { also: 'b' };
		const many = Object.fromEntries(Array.from({ length: 100_001 }, (_, at) => [`k${at}`, 1]));
		const bodies = ['nonsense', { ...callback('streamBegin'), ...many }];
		for (const body of bodies) {
			expect((await sharers.carrier().deliver({ body, query })).status).toBe(400);
		}
		expect(sharers.came).toEqual([]);
	});

	test('of a probe, signed or not', async () => {
		const purpose = 'Asks whether this address leads to the trigger';
		const { sign, t } = callback('streamBegin');
		const query = { also: 'b' };
		const signed = await sharers.carrier().deliver({ body: { purpose, sign, t }, query });
		const unsigned = await sharers.carrier().deliver({ body: { purpose }, query });
		expect([signed.status, unsigned.status, sharers.came]).toEqual([200, 401, []]);
	});

	test('in a test run', async () => {
		const { items } = await sharers.carrier().deliver(shared(), { mode: 'manual' });
		expect([items?.length, sharers.came]).toEqual([1, []]);
	});

	test('without a list, and by a visit of a browser', async () => {
		const bench = sharers.carrier();
		await bench.deliver({ ...shared(), query: {} });
		await bench.deliver({ method: 'GET', query: { also: 'b' } }, { name: 'setup' });
		expect(sharers.came).toEqual([]);
	});
});
