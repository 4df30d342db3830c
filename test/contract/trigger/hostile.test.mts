import { callback, ExpressResponse, logs, type WebhookRequest } from '../harness/index.mts';
import { listeningTrigger } from './listening.mts';

const withField = (json: string): WebhookRequest => {
	const text = JSON.stringify(callback('streamBegin'));
	return { body: JSON.parse(`${text.slice(0, -1)},${json}}`) as unknown };
};

describe('A hostile request', () => {
	test.each([
		['__proto__', '"__proto__":{"polluted":true}'],
		['constructor.prototype', '"constructor":{"prototype":{"polluted":true}}'],
		['__proto__ deeper', '"data":{"__proto__":{"polluted":true}}'],
		['hasOwnProperty', '"hasOwnProperty":1'],
		['toString', '"toString":1'],
	])('with the field %s changes no prototype', async (_, json) => {
		const { status, items } = await listeningTrigger({
			options: { includeRawPayload: true },
		}).deliver(withField(json));
		expect([status, items?.length]).toEqual([200, 1]);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		expect(() => JSON.stringify(items)).not.toThrow();
	});

	test.each<[string, Record<string, unknown>]>([
		['event_type is a list', { event_type: [1] }],
		['event_type is an object', { event_type: { toString: 1 } }],
		['event_type is __proto__', { event_type: '__proto__' }],
		['event_type is huge', { event_type: 1e308 }],
		['stream_id is an object', { stream_id: { a: 1 } }],
		['stream_id is a megabyte', { stream_id: '*'.repeat(1_000_000) }],
		['stream_param is a megabyte', { stream_param: '%'.repeat(1_000_000) }],
		[
			'every field is null',
			Object.fromEntries(Object.keys(callback('streamBegin')).map((k) => [k, null])),
		],
	])('whose %s gets an answer', async (_, set) => {
		const { sign, t } = callback('streamBegin');
		const body = { ...callback('streamBegin', { set }), sign, t };
		const bench = listeningTrigger({ options: { streamNameFilter: '*a*b*c*,x*' } });
		const { status } = await bench.deliver({ body });
		expect(status).toBe(200);
	});

	test('leaves the answer to one to the other when two come at once', async () => {
		const bench = listeningTrigger();
		const answers = await Promise.all([
			bench.deliver({ body: callback('streamEnd') }),
			bench.deliver({ body: 'nonsense' }),
			bench.deliver({ body: callback('streamEnd', { key: 'other' }) }),
		]);
		expect(answers.map(({ status }) => status)).toEqual([200, 400, 401]);
	});

	test('does not write static data', async () => {
		const bench = listeningTrigger();
		const before = JSON.stringify(bench.staticData);
		await bench.deliver({ body: callback('streamBegin') });
		await bench.deliver({ body: callback('streamBegin', { key: 'other' }) });
		expect(JSON.stringify(bench.staticData)).toBe(before);
		expect(bench.workflow.staticData.__dataChanged).not.toBe(true);
	});
});

describe('A fault that nothing foresaw', () => {
	test('is answered 500 without an exception, and logged', async () => {
		logs.length = 0;
		const bench = listeningTrigger({ options: { streamNameFilter: '={{ ( }}' } });
		const { status, body, items } = await bench.deliver({ body: callback('streamBegin') });
		expect(status).toBe(500);
		expect(body).toEqual({ code: 500, message: 'The callback could not be processed' });
		expect(items).toBeUndefined();
		expect(logs.map(({ level }) => level)).toEqual(['warn']);
	});

	test('starts nothing even where the response is gone', async () => {
		const bench = listeningTrigger();
		const response = new ExpressResponse();
		response.end();
		const context = bench.webhookContext({ body: 'nonsense' }, {}, response);
		await expect(bench.nodeType.webhook!.call(context)).resolves.toEqual({
			noWebhookResponse: true,
		});
	});
});
