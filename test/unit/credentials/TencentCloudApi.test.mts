import { createRequire } from 'node:module';
import fc from 'fast-check';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { TencentCloudApi } from '../../../credentials/TencentCloudApi.credentials.ts';
import { EchoServer, KEYS, type Received } from './echoServer.mts';

// n8n's own senders: `request` serves httpRequestWithAuthentication, `requestLegacy` the HTTP Request node.
const requireFromCore = createRequire(createRequire(import.meta.url).resolve('n8n-core'));
type Sender = (options: object) => Promise<unknown>;
const { OutboundHttp } = requireFromCore('@n8n/backend-network') as { OutboundHttp: unknown };
const { Container } = requireFromCore('@n8n/di') as {
	Container: { get(type: unknown): { requests(): { request: Sender; requestLegacy: Sender } } };
};
const senders = Container.get(OutboundHttp).requests();

const server = new EchoServer();
const credential = new TencentCloudApi();

beforeAll(() => server.start());
afterAll(() => server.stop());

async function sent(
	options: Record<string, unknown>,
	{ by = 'request', keys = {} }: { by?: 'request' | 'requestLegacy'; keys?: object } = {},
): Promise<Received> {
	server.last = undefined;
	const credentials = {
		...KEYS,
		site: 'international',
		endpoint: server.url,
		sessionToken: '',
		...keys,
	};
	const request = await credential.authenticate(
		credentials,
		options as unknown as IHttpRequestOptions,
	);
	await senders[by](request);
	return server.last!;
}

const HARD = { Text: '直播 😀', One: 1.5, Big: 1e3, List: [[1], [], {}], Nothing: null, Empty: '' };
const FORM = 'application/x-www-form-urlencoded';
const headers = {
	'X-TC-Action': 'DescribeLiveDomains',
	'X-TC-Version': '2018-08-01',
	'X-TC-Region': 'ap-guangzhou',
};

describe('bytes that leave are the bytes that were signed', () => {
	const json = JSON.stringify(HARD);

	test.each([
		['an object', { body: HARD }, json],
		['an empty object', { body: {} }, '{}'],
		['no body', {}, '{}'],
		['an array', { body: [1, '二'] }, '[1,"二"]'],
		['text', { body: json }, json],
		['text with white space around it', { body: ` \n${json}\n ` }, ` \n${json}\n `],
		[
			'text with digits beyond 2^53',
			{ body: '{"Id":9007199254740993,"F":1.0}' },
			'{"Id":9007199254740993,"F":1.0}',
		],
		['bytes', { body: Buffer.from(json) }, json],
		['text that is no JSON', { body: 'hello', headers: { 'Content-Type': 'text/plain' } }, 'hello'],
		['form fields', { form: { a: '1 2', b: '直播' } }, 'a=1%202&b=%E7%9B%B4%E6%92%AD'],
		['a form as text', { form: 'a=1+2' }, 'a=1+2'],
		['text with the type of a form', { body: 'a=1+2', headers: { 'content-type': FORM } }, 'a=1+2'],
		['search parameters', { body: new URLSearchParams({ a: '1 2' }) }, 'a=1+2'],
	])('with %s as body', async (_form, options, expected) => {
		for (const by of ['request', 'requestLegacy'] as const) {
			const address =
				by === 'request' ? { url: server.url, json: true } : { uri: server.url, json: false };
			const received = await sent({ method: 'POST', ...address, ...options }, { by });
			expect(received.body.toString()).toBe(expected);
			expect(received.headers.authorization).toBe(received.expected);
		}
	});

	test.each([
		[
			'qs',
			{ qs: { q: "你 好&x!'()*", list: ['a', 'b'], none: null } },
			`/?q=${encodeURIComponent('你 好&x')}%21%27%28%29%2A&list.0=a&list.1=b`,
		],
		['the address', { path: '/?a=1%202&b=%E7%9B%B4' }, '/?a=1%202&b=%E7%9B%B4'],
		['both', { path: '/?a=1', qs: { b: 2 } }, '/?a=1&b=2'],
	] as Array<[string, { path?: string; qs?: object }, string]>)(
		'with a GET whose query is in %s',
		async (_where, { path = '', qs }, expected) => {
			for (const by of ['request', 'requestLegacy'] as const) {
				const url = server.url + path;
				const address = by === 'request' ? { url } : { uri: url };
				const received = await sent(
					{ method: 'GET', ...address, qs, body: by === 'request' ? {} : undefined },
					{ by },
				);
				expect(received.path).toBe(expected);
				expect(received.body).toHaveLength(0);
				expect(received.headers.authorization).toBe(received.expected);
			}
		},
	);

	test('with any JSON as object, text or bytes', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.object(),
				fc.constantFrom('object', 'text', 'bytes'),
				async (value, form) => {
					const text = JSON.stringify(value);
					const body = { object: value, text, bytes: Buffer.from(text) }[form];
					const received = await sent({ method: 'POST', url: server.url, body });
					expect(received.body.toString()).toBe(text);
					expect(received.headers.authorization).toBe(received.expected);
				},
			),
			{ numRuns: 50 },
		);
	});
});

describe('the credential', () => {
	test('keeps the action, version and region of the caller and sets the rest', async () => {
		const before = Math.floor(Date.now() / 1000);
		const received = await sent(
			{
				method: 'POST',
				url: server.url,
				headers: { ...headers, authorization: 'mine', HOST: 'other', 'x-tc-timestamp': '1' },
			},
			{ keys: { sessionToken: ' temporary ' } },
		);
		expect(received.headers).toMatchObject({
			'x-tc-action': 'DescribeLiveDomains',
			'x-tc-version': '2018-08-01',
			'x-tc-region': 'ap-guangzhou',
			'x-tc-token': 'temporary',
			'content-type': 'application/json',
			host: '127.0.0.1',
		});
		const timestamp = Number(received.headers['x-tc-timestamp']);
		expect(timestamp).toBeGreaterThanOrEqual(before);
		expect(timestamp).toBeLessThanOrEqual(Date.now() / 1000);
		expect(received.headers.authorization).toBe(received.expected);
	});

	test('joins a base address and a path', async () => {
		const received = await sent({
			method: 'POST',
			baseURL: `${server.url}/`,
			url: '/',
			headers,
			body: {},
		});
		expect(received.path).toBe('/');
		expect(received.headers.authorization).toBe(received.expected);
	});

	test.each([
		['live for the endpoint', '', 'live'],
		['the first label of any other host', 'https://vod.tencentcloudapi.com', 'vod'],
		['the first label of a regional host', 'https://cvm.ap-guangzhou.tencentcloudapi.com/', 'cvm'],
		['the first label where only the port differs', 'http://127.0.0.1:1', '127'],
	])('signs for %s', async (_service, url, service) => {
		const credentials = { ...KEYS, endpoint: server.url };
		const signed = await credential.authenticate(credentials, {
			method: 'POST',
			url: url || server.url,
		});
		expect(signed.headers?.Authorization).toContain(`/${service}/tc3_request`);
	});

	test('leaves the options of the caller as they were', async () => {
		const options = { method: 'POST', url: server.url, headers: { ...headers }, body: { a: 1 } };
		const copy = structuredClone(options);
		await sent(options);
		expect(options).toEqual(copy);
	});

	test.each([
		['an address without protocol', { url: 'live.tencentcloudapi.com' }, 'is not a complete URL'],
		['a host and port without protocol', { url: 'localhost:9010' }, 'is not a complete URL'],
		['no address', {}, 'is not a complete URL'],
		['a multipart form', { url: 'https://live.tencentcloudapi.com', formData: {} }, 'choose JSON'],
		['a stream', { url: 'https://live.tencentcloudapi.com', body: { pipe() {} } }, 'choose JSON'],
	])('refuses %s with a plain sentence', async (_what, options, message) => {
		const request = credential.authenticate(KEYS, {
			method: 'POST',
			...options,
		} as IHttpRequestOptions);
		await expect(request).rejects.toThrow(message);
	});
});
