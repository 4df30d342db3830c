import { waitUntil } from '../../../tools/n8n/machine.mts';
import { callback, ExpressResponse, logs, type UnreadRequest } from '../harness/index.mts';
import { ACCEPTED, listeningTrigger } from './listening.mts';

/** What n8n's reading of a body may fail with. */
const failure = (message: string, type?: string) => Object.assign(new Error(message), { type });
const unread = (text: Buffer | string) => ({ unread: async () => text });
const unreadable = (error: Error) => ({
	unread: async () => {
		throw error;
	},
});
const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const signed = () => JSON.stringify(callback('streamBegin'));

beforeEach(() => {
	logs.length = 0;
});

describe('A body that n8n leaves to the node', () => {
	test('is taken where it is a signed callback', async () => {
		const { status, body, items } = await listeningTrigger().deliver(unread(signed()));
		expect([status, body]).toEqual([200, ACCEPTED]);
		expect(items?.[0].json).toMatchObject({ event: 'streamBegin', streamName: 'test_stream' });
	});

	test('keeps the digits of a number that JavaScript can not hold', async () => {
		const text = signed().replace('{', '{"viewers":12345678901234567890,');
		const { items } = await listeningTrigger().deliver(unread(text));
		expect(items?.[0].json.extra).toEqual({ viewers: '12345678901234567890' });
	});

	test('is read once', async () => {
		let times = 0;
		const read = async () => {
			times += 1;
			return signed();
		};
		expect((await listeningTrigger().deliver({ unread: read })).status).toBe(200);
		expect(times).toBe(1);
	});

	test('is not read where n8n has read it and found nothing', async () => {
		const exchange = await listeningTrigger().deliver({ body: undefined, rawBody: '' });
		expect(exchange.body).toEqual({ code: 400, message: 'The body is empty' });
	});

	test.each<[string, Buffer | string, string]>([
		['is empty', '', 'The body is empty'],
		['is a list', '[{}]', 'The body is not a JSON object'],
		['is text', 'hello', 'The body is not a JSON object'],
		['is UTF-16', Buffer.from(signed(), 'utf16le'), 'The body is not a JSON object'],
		['is nested too deep', nested(101), 'The body is nested deeper than 100 levels'],
		['is very long', `{"a":"${'a'.repeat(2e6)}"}`, 'The body is text of more than 1048576 bytes'],
	])('is refused with 400 where it %s', async (_, text, message) => {
		const { status, body, items } = await listeningTrigger().deliver(unread(text));
		expect([status, body, items]).toEqual([400, { code: 400, message }, undefined]);
	});

	test.each<[string, Error, string]>([
		[
			'is larger than n8n takes',
			failure('request entity too large', 'entity.too.large'),
			'The body is larger than this n8n takes',
		],
		['is packed wrongly', failure('incorrect header check'), 'The body is damaged or incomplete'],
		[
			'has another length than it says',
			failure('request size did not match content length', 'request.size.invalid'),
			'The body is damaged or incomplete',
		],
	])('is refused with 400, and let go by, where it %s', async (_, error, message) => {
		const bench = listeningTrigger();
		const response = new ExpressResponse();
		const context = bench.webhookContext(unreadable(error), {}, response);
		await expect(bench.nodeType.webhook!.call(context)).resolves.toEqual({
			noWebhookResponse: true,
		});
		expect([response.statusCode, response.body]).toEqual([400, { code: 400, message }]);
		expect((context.getRequestObject() as unknown as UnreadRequest).drained).toBe(1);
		expect(logs).toMatchObject([{ level: 'warn', message: expect.stringContaining(message) }]);
	});

	test.each([
		[
			'while it is read',
			async (request: UnreadRequest) => {
				await waitUntil(() => request.listenerCount('close') > 0, { what: 'the node to listen' });
				request.emit('close');
			},
		],
		['before that', async (request: UnreadRequest) => void (request.destroyed = true)],
	])('is not waited for where its sender leaves %s', async (_, leave) => {
		const bench = listeningTrigger();
		const response = new ExpressResponse();
		const never = { unread: async () => await new Promise<string>(() => undefined) };
		const context = bench.webhookContext(never, {}, response);
		const answered = bench.nodeType.webhook!.call(context);
		await leave(context.getRequestObject() as unknown as UnreadRequest);
		await expect(answered).resolves.toEqual({ noWebhookResponse: true });
		expect(response.statusCode).toBe(400);
	});

	test('is refused where n8n has no way to read it', async () => {
		const bench = listeningTrigger();
		const response = new ExpressResponse();
		const context = bench.webhookContext(unread(''), {}, response);
		const request = context.getRequestObject() as unknown as Partial<UnreadRequest>;
		request.readRawBody = undefined;
		await bench.nodeType.webhook!.call(context);
		expect(response.statusCode).toBe(400);
	});
});
