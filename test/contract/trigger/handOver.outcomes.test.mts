import { jest } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { KEY, logs, type Delivered, type WebhookRequest } from '../harness/index.mts';
import { openSharers, otherMethod, shared, unregistered } from './sharers.mts';

let sharers: Awaited<ReturnType<typeof openSharers>>;
beforeAll(async () => {
	sharers = await openSharers();
});
beforeEach(() => {
	sharers.reset();
	logs.length = 0;
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await sharers.close());

const MINUTE = 60_000;
const seconds = (minutesAgo: number) => Math.floor((Date.now() - minutesAgo * MINUTE) / 1000);

/** Tencent repeats it, twelve times, a minute apart. */
const repeated = (also = 'b', minutesAgo = 0) =>
	shared(also, 'streamBegin', { event_time: seconds(minutesAgo) });

/** No document says that Tencent repeats it. */
const unrepeated = (also = 'b') => shared(also, 'evaluationThreshold');

const REFUSED = [503, { code: 503, message: 'A workflow that shares the event could not take it' }];
const seen = ({ status, body }: Delivered) => [status, body];
const reasons = () => logs.map(({ meta }) => meta.reason);

const inWords = (status: number, text: string) => (response: ServerResponse) =>
	void response.writeHead(status, { 'content-type': 'text/html' }).end(text);

/** Every way not to take an event, and what a log line calls it. */
const FAILURES: Array<[string, number | ((response: ServerResponse) => void), string]> = [
	['500', 500, 'HTTP 500'],
	['401', 401, 'HTTP 401'],
	['503', 503, 'HTTP 503'],
	['another 2xx', 204, 'HTTP 204'],
	["a proxy's 404", inWords(404, '<h1>Not Found</h1>'), 'HTTP 404'],
	["a proxy's 404 in JSON", 404, 'HTTP 404'],
	["n8n's 404 to another method", otherMethod, 'HTTP 404'],
	[
		'a redirect to one that takes it',
		(response) => void response.writeHead(307, { location: '/webhook/ok/tencent-lvb' }).end(),
		'HTTP 307',
	],
	['a broken connection', (response) => void response.destroy(), 'no answer (ECONNRESET)'],
];

describe('A workflow that can not take an event, with', () => {
	test.each(FAILURES)('%s, has Tencent send it again to start the carrier', async (_, how, why) => {
		sharers.manners.b = how;
		const outcome = await sharers.carrier().deliver(repeated('b,c'));
		expect([...seen(outcome), outcome.items]).toEqual([...REFUSED, undefined]);
		expect(sharers.ids()).toEqual(['b', 'c']);
		expect(logs.map(({ message }) => message)).toEqual([
			expect.stringContaining(`: /webhook/b/tencent-lvb: ${why}. Tencent Cloud sends it again;`),
		]);
	});

	test.each(FAILURES)(
		'%s, is left out of one that Tencent does not repeat',
		async (_, how, why) => {
			sharers.manners.b = how;
			const { status, items } = await sharers.carrier().deliver(unrepeated('b,c'));
			expect([status, items?.length, sharers.ids()]).toEqual([200, 1, ['b', 'c']]);
			expect(logs.map(({ message }) => message)).toEqual([
				expect.stringMatching(
					`without a workflow .*: /webhook/b/tencent-lvb: ${why.replace(/[()]/g, '\\$&')}\\. .*not known to send`,
				),
			]);
		},
	);

	test.each(FAILURES)('%s, is left out of its third delivery', async (_, how, why) => {
		sharers.manners.b = how;
		const [bench, event] = [sharers.carrier(), repeated('b,c')];
		expect(seen(await bench.deliver(event))).toEqual(REFUSED);
		expect(seen(await bench.deliver(event))).toEqual(REFUSED);
		const third = await bench.deliver(event);
		expect([third.status, third.body, third.items?.length]).toEqual([200, { code: 0 }, 1]);
		expect(sharers.ids()).toEqual(['b', 'b', 'b', 'c']);
		expect(reasons()).toEqual(['sharerFailed', 'sharerLeftOut']);
		expect(logs[1].message).toContain(
			`/webhook/b/tencent-lvb: ${why}. Tencent Cloud sent it again`,
		);
	});

	test('no connection at all, is treated alike', async () => {
		const gone = await openSharers();
		await gone.close();
		expect(seen(await gone.carrier().deliver(repeated('b,c')))).toEqual(REFUSED);
		expect(logs[0].message).toMatch(/b\/tencent-lvb: no answer \(ECONNREFUSED\), .*c\/tencent-lvb/);
		expect((await gone.carrier().deliver(unrepeated('b'))).items).toHaveLength(1);
	});

	test('no answer, or one without an end, is given up after 15 seconds', async () => {
		const drips: Array<ReturnType<typeof setInterval>> = [];
		sharers.manners.b = () => undefined;
		sharers.manners.c = (response) => {
			response.writeHead(200);
			drips.push(setInterval(() => response.write(' '), 500));
		};
		const start = performance.now();
		expect(seen(await sharers.carrier().deliver(repeated('b,c,d')))).toEqual(REFUSED);
		const took = performance.now() - start;
		for (const drip of drips) clearInterval(drip);
		expect(took).toBeGreaterThan(14_900);
		expect(took).toBeLessThan(19_000);
		expect(logs[0].message).toMatch(
			/\/b\/tencent-lvb: no answer within 15 s, .*\/c\/tencent-lvb: no answer within 15 s\./,
		);
	}, 30_000);
});

describe('A workflow that n8n does not know', () => {
	test.each([repeated, unrepeated])('is passed over, whatever the event', async (event) => {
		sharers.manners.gone = unregistered;
		const { status, items } = await sharers.carrier().deliver(event('gone,c'));
		expect([status, items?.length, sharers.ids()]).toEqual([200, 1, ['c', 'gone']]);
		expect(reasons()).toEqual(['sharerUnknown']);
		expect(logs[0].message).toContain('/webhook/gone/tencent-lvb. Publish that workflow again');
	});

	test('is asked again with each repetition that another one causes', async () => {
		Object.assign(sharers.manners, { gone: unregistered, b: 500 });
		const [bench, event] = [sharers.carrier(), repeated('gone,b')];
		expect(seen(await bench.deliver(event))).toEqual(REFUSED);
		sharers.reset();
		expect((await bench.deliver(event)).items).toHaveLength(1);
		expect(sharers.ids()).toEqual(['b', 'gone']);
	});
});

describe('A repetition', () => {
	test('goes to those alone that have not got the event, and then starts the carrier', async () => {
		const [bench, event] = [sharers.carrier(), repeated('b,c,d')];
		sharers.manners.c = 500;
		expect(seen(await bench.deliver(event))).toEqual(REFUSED);
		sharers.reset();
		expect((await bench.deliver(event)).items).toHaveLength(1);
		expect(sharers.ids()).toEqual(['c']);
	});

	test('of what the carrier has answered with 200 goes to nobody', async () => {
		const [bench, event] = [sharers.carrier(), repeated()];
		await bench.deliver(event);
		const again = await bench.deliver(event);
		expect([again.status, again.items, sharers.ids()]).toEqual([200, undefined, ['b']]);
	});

	test('of what n8n could not store for the carrier goes on to all once more', async () => {
		const [bench, event] = [sharers.carrier(), repeated('b,c')];
		const store = () => {
			throw new Error('database is locked');
		};
		expect((await bench.deliver(event, { store })).status).toBe(500);
		expect((await bench.deliver(event)).items).toHaveLength(1);
		expect(sharers.ids()).toEqual(['b', 'b', 'c', 'c']);
	});

	test('of what went on without a workflow goes on without it at once', async () => {
		const [bench, event] = [sharers.carrier(), repeated()];
		sharers.manners.b = 500;
		for (let time = 0; time < 3; time += 1) await bench.deliver(event, { clientGone: true });
		expect((await bench.deliver(event)).items).toHaveLength(1);
		expect(sharers.came).toHaveLength(4);
	});

	test('counts for the event, the workflow and the carrier alone', async () => {
		const [bench, event] = [sharers.carrier(), repeated('b')];
		sharers.manners.b = 500;
		for (let time = 0; time < 2; time += 1) await bench.deliver(event);
		expect(seen(await bench.deliver(repeated('b')))).toEqual(REFUSED);
		expect(seen(await sharers.carrier().deliver(event))).toEqual(REFUSED);
		sharers.manners.c = 500;
		// Of the two, only the second has failed for the first time.
		expect(seen(await bench.deliver({ ...event, query: { also: 'b,c' } }))).toEqual(REFUSED);
	});

	test('is held up where the carrier leaves the event out, too', async () => {
		const [bench, event] = [sharers.carrier({ events: ['streamEnd'] }), repeated('b,c')];
		sharers.manners.b = 500;
		expect(seen(await bench.deliver(event))).toEqual(REFUSED);
		expect(seen(await bench.deliver(event))).toEqual(REFUSED);
		const third = await bench.deliver(event);
		expect([third.status, third.items]).toEqual([200, undefined]);
		expect(sharers.ids()).toEqual(['b', 'b', 'b', 'c']);
	});

	// Of several webhook processors, each has seen no more than some of the deliveries.
	test('that failed twice here goes on where the event is older than three deliveries', async () => {
		const [bench, event] = [sharers.carrier(), repeated('b', 2.5)];
		sharers.manners.b = 500;
		expect(seen(await bench.deliver(event))).toEqual(REFUSED);
		expect((await bench.deliver(event)).items).toHaveLength(1);
		expect(reasons()).toEqual(['sharerFailed', 'sharerLeftOut']);
	});

	test('of an event that nothing tells from another goes to all each time', async () => {
		const bench = sharers.carrier();
		const ids = { request_id: undefined, task_id: undefined, seq: undefined };
		const event = shared('b,c', 'audioModeration', { ...ids, sequence: undefined });
		sharers.manners.b = 500;
		expect(seen(await bench.deliver(event))).toEqual(REFUSED);
		expect(seen(await bench.deliver(event))).toEqual(REFUSED);
		expect((await bench.deliver(event)).items).toHaveLength(1);
		expect(sharers.ids()).toEqual(['b', 'b', 'b', 'c', 'c', 'c']);
		// The next one may be another event.
		expect(seen(await bench.deliver(event))).toEqual(REFUSED);
	});
});

describe('What the log says', () => {
	const all = (request: WebhookRequest) => sharers.carrier().deliver(request);

	test('comes once a minute per reason and carrier', async () => {
		const [bench, start] = [sharers.carrier(), Date.now()];
		Object.assign(sharers.manners, { b: 500, gone: unregistered });
		const some = async () => {
			for (let time = 0; time < 3; time += 1) await bench.deliver(repeated('b,gone'));
			for (let time = 0; time < 3; time += 1) await bench.deliver(unrepeated('b,gone'));
		};
		const once = ['sharerUnknown', 'sharerFailed', 'sharerLeftOut'];
		await some();
		expect(reasons()).toEqual(once);
		jest.spyOn(Date, 'now').mockImplementation(() => start + 61_000);
		await some();
		expect(reasons()).toEqual([...once, ...once]);
	});

	test('holds neither key nor signature nor body, and no address but its path', async () => {
		Object.assign(sharers.manners, { b: 500, c: (response: ServerResponse) => response.destroy() });
		for (const event of [repeated('b,c'), unrepeated('b,c')]) {
			const { sign, t, ...rest } = event.body;
			const query = { ...event.query, sign: String(sign), t: String(t) };
			await all({ ...event, query, body: { ...rest, stream_id: 'whose-stream' } });
			for (const secret of [KEY, String(sign), String(t), 'whose-stream', sharers.origin]) {
				expect(JSON.stringify(logs)).not.toContain(secret);
			}
		}
		expect(reasons()).toEqual(['sharerFailed', 'sharerLeftOut']);
	});
});
