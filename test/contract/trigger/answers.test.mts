import { callback, inMinutes, type WebhookRequest } from '../harness/index.mts';
import { ACCEPTED, listeningTrigger, UNAUTHORIZED } from './listening.mts';

const starting: WebhookRequest = { body: callback('streamBegin') };

describe('The webhook answers', () => {
	test('200 with code 0 to an authentic and selected event, and starts the workflow', async () => {
		const { status, body, items } = await listeningTrigger().deliver(starting);
		expect([status, body]).toEqual([200, ACCEPTED]);
		expect(items).toHaveLength(1);
		expect(items?.[0].json).toMatchObject({ event: 'streamBegin', streamName: 'test_stream' });
	});

	test('only after n8n stored the execution', async () => {
		const order: string[] = [];
		const bench = listeningTrigger();
		const { result } = await bench.deliver(starting, { store: () => void order.push('stored') });
		expect(order).toEqual(['stored']);
		expect(result.noWebhookResponse).toBeUndefined();
		expect(bench.nodeType.description.webhooks?.[0]).toMatchObject({
			responseMode: 'onReceived',
			responseData: '',
		});
	});

	test.each<[string, Parameters<typeof callback>[1], string?]>([
		['no sign', { remove: ['sign'] }],
		['no t', { remove: ['t'] }],
		['neither sign nor t', { remove: ['sign', 't'] }],
		['a sign of another key', { key: 'anotherKey' }],
		['a sign of another t', { set: { t: inMinutes(5) } }],
		['a sign that is too short', { set: { sign: 'abc' } }],
		['a sign that is no text', { set: { sign: 12345 } }],
		['a sign that is an object', { set: { sign: { $ne: null } } }],
		['a t that is no number', { t: 'tomorrow' }],
		['a t that is a list', { set: { t: [inMinutes(10)] } }],
		['a t that passed 6 minutes ago', { t: inMinutes(-6) }],
		['a t that lies 25 hours ahead', { t: inMinutes(25 * 60) }],
	])('401 to %s', async (_, change) => {
		const exchange = await listeningTrigger().deliver({ body: callback('streamBegin', change) });
		expect([exchange.status, exchange.body]).toEqual([401, UNAUTHORIZED]);
		expect(exchange.items).toBeUndefined();
		expect(exchange.result).toEqual({ noWebhookResponse: true });
	});

	test('401 to anything while no key is known', async () => {
		const bench = listeningTrigger({}, { staticData: {} });
		const { status, items } = await bench.deliver(starting);
		expect([status, items]).toEqual([401, undefined]);
	});

	test.each<[string, WebhookRequest]>([
		['a list', { body: [callback('streamBegin')] }],
		['a list in text', { body: JSON.stringify([callback('streamBegin')]) }],
		['a number', { body: 7 }],
		['a number in text', { body: '7' }],
		['a signed form', asFields(callback('streamBegin'))],
		['a signed payload in XML', asXml(callback('streamBegin'))],
		['null in text', { body: 'null' }],
		['text that is no JSON', { body: '{"app":', headers: { 'content-type': 'text/plain' } }],
		['an empty body', { body: {}, rawBody: '' }],
		['an empty text', { body: '' }],
		['objects nested 101 levels deep', { body: callback('streamBegin', { set: deep(100) }) }],
		['lists nested 100 000 levels deep', { body: '['.repeat(1e5) + ']'.repeat(1e5) }],
	])('400 to %s', async (_, request) => {
		const exchange = await listeningTrigger().deliver(request);
		expect(exchange.status).toBe(400);
		expect(exchange.body).toEqual({ code: 400, message: expect.stringMatching(/^The body is /) });
		expect(exchange.items).toBeUndefined();
	});

	test.each<[string, WebhookRequest]>([
		['as text with a byte order mark', { body: `\ufeff${text()}` }],
		['with white space around', { body: callback('streamBegin'), rawBody: `\r\n ${text()} ` }],
		['as text', { body: JSON.stringify(callback('streamBegin')) }],
		['as a form', { body: asForm(JSON.stringify(callback('streamBegin'))), rawBody: text() }],
		['with a type that starts as that of JSON', { body: undefined, rawBody: text() }],
	])('200 to a payload that comes %s', async (_, request) => {
		const { status, items } = await listeningTrigger().deliver(request);
		expect([status, items?.length]).toEqual([200, 1]);
	});

	test('200 to a sign and t in the query where the body has neither', async () => {
		const { sign, t, ...body } = callback('streamBegin');
		const query = { sign, t: String(t) };
		expect(await listeningTrigger().deliver({ body, query })).toMatchObject({
			status: 200,
			items: [{ json: { event: 'streamBegin' } }],
		});
	});

	test('200 to a pair in the body, whatever the query holds', async () => {
		const body = callback('streamBegin');
		const query = { sign: 'f'.repeat(32), t: '1' };
		expect((await listeningTrigger().deliver({ body, query })).status).toBe(200);
	});

	test.each<[string, (pair: { sign: unknown; t: unknown }) => [object, Record<string, unknown>]]>([
		['a sign in the query and a t in the body', ({ sign, t }) => [{ t }, { sign }]],
		['a sign in the body and a t in the query', ({ sign, t }) => [{ sign }, { t }]],
		['a wrong pair in the body and a right one in the query', (pair) => [wrong(pair), { ...pair }]],
		['a lone t in the body and a pair in the query', ({ sign, t }) => [{ t }, { sign, t }]],
		['a lone sign in the body and a pair in the query', ({ sign, t }) => [{ sign }, { sign, t }]],
		['nulls in the body and a pair in the query', (pair) => [{ sign: null, t: null }, { ...pair }]],
		['an empty sign in the body and a pair in the query', (pair) => [{ sign: '' }, { ...pair }]],
	])('401 to %s', async (_, place) => {
		const { sign, t, ...rest } = callback('streamBegin');
		const [inBody, query] = place({ sign, t: String(t) });
		const body = { ...rest, ...inBody };
		expect((await listeningTrigger().deliver({ body, query })).status).toBe(401);
	});

	test('200 to a sign in capitals', async () => {
		const body = callback('streamBegin');
		body.sign = String(body.sign).toUpperCase();
		expect((await listeningTrigger().deliver({ body })).status).toBe(200);
	});
});

function deep(levels: number): Record<string, unknown> {
	let value: Record<string, unknown> = {};
	for (let level = 1; level < levels; level++) value = { a: value };
	return { extra: value };
}

function wrong({ t }: { t: unknown }) {
	return { t, sign: 'f'.repeat(32) };
}

function asFields(payload: Record<string, unknown>): WebhookRequest {
	const fields = Object.fromEntries(
		Object.entries(payload).map(([name, value]) => [name, String(value)]),
	);
	const headers = { 'content-type': 'application/x-www-form-urlencoded' };
	return {
		body: fields,
		rawBody: new URLSearchParams(fields).toString(),
		headers,
	};
}

function asXml(payload: Record<string, unknown>): WebhookRequest {
	const fields = Object.entries(payload).map(
		([name, value]) => `<${name}>${String(value)}</${name}>`,
	);
	const headers = { 'content-type': 'application/xml' };
	return { body: payload, rawBody: fields.join(''), headers };
}

function asForm(json: string) {
	return { [json]: '' };
}

function text() {
	return JSON.stringify(callback('streamBegin'));
}
