import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TencentCloudApi } from '../../../credentials/TencentCloudApi.credentials.ts';
import { TencentLvbCallbackApi } from '../../../credentials/TencentLvbCallbackApi.credentials.ts';
import refusals from '../../../catalogue/refusals.json' with { type: 'json' };
import { KEYS } from './echoServer.mts';
import { testAsN8n } from './testAsN8n.mts';

let server: Server;
let endpoint: string;
let answer: { status: number; body: string };
const requests: Array<{ host?: string; action?: string; body: string }> = [];

beforeAll(async () => {
	server = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += String(chunk);
		requests.push({
			host: request.headers.host,
			action: String(request.headers['x-tc-action']),
			body,
		});
		response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
	}).listen(0, '127.0.0.1');
	await new Promise((listening) => server.once('listening', listening));
	endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const answers = (Response: object, status = 200) => {
	answer = { status, body: JSON.stringify({ Response: { RequestId: 'r-1', ...Response } }) };
};
const refuses = (Code: string) => answers({ Error: { Code, Message: 'as Tencent says it' } });
const tested = (data: object = {}) =>
	testAsN8n(new TencentCloudApi(), {
		...KEYS,
		sessionToken: '',
		site: 'international',
		endpoint,
		...data,
	});

describe('the test of the Tencent Cloud credential', () => {
	test('passes where Tencent answers, after one harmless call', async () => {
		answers({ AllCount: 0, DomainList: [], CreateLimitCount: 1 });
		expect(await tested({ endpoint: ` ${endpoint} ` })).toBeUndefined();
		expect(requests.at(-1)).toEqual({
			host: '127.0.0.1',
			action: 'DescribeLiveDomains',
			body: '{"PageNum":1,"PageSize":10}',
		});
	});

	test.each([
		[
			'AuthFailure.SecretIdNotFound',
			"Check under 'Site' whether the account belongs to the China or the International site",
		],
		['AuthFailure', "Check 'SecretId' and 'SecretKey'"],
		['AuthFailure.InvalidSecretId', 'Copy the SecretId again'],
		['AuthFailure.SignatureFailure', 'Paste the SecretKey again'],
		['AuthFailure.SignatureExpire', 'more than 5 minutes'],
		['AuthFailure.TokenFailure', "empty 'Session Token'"],
		['AuthFailure.UnauthorizedOperation', 'no permission for Live'],
		['UnauthorizedOperation', 'no permission for Live'],
		['ResourceNotFound.UserNotExist', 'Live is not activated'],
		['InvalidParameter.NotAllowUseLVB', 'The keys are right, but Live is not activated'],
		['ResourceNotFound.StopService', 'unpaid bills. Top up the account'],
		['NoSuchProduct', "Leave 'Endpoint' empty"],
		['InvalidAction', "under 'Endpoint' does not serve Live"],
		['RequestLimitExceeded', 'too many requests per second. Test again in a few seconds'],
		['InternalError', 'could not carry out the test call. Test again in a minute'],
	])('explains %s', async (code, text) => {
		refuses(code);
		expect(await tested()).toContain(text);
	});

	test.each(['AuthFailure.UnauthorizedOperation', 'UnauthorizedOperation'])(
		'says that the keys are right, and which action the policy lacks: %s',
		async (code) => {
			refuses(code);
			expect(await tested()).toMatch(/^The keys are right.*\blive:DescribeLiveDomains\b/);
		},
	);

	test.each(Object.keys(refusals.codes))('never passes on %s', async (code) => {
		refuses(code);
		expect(await tested()).toMatch(/^[A-Z].*\. .*[.]$/);
	});

	test('never passes on a code that nobody knows yet', async () => {
		refuses('AuthFailure.New');
		expect(await tested()).toContain('did not carry out the test call');
	});

	test.each([
		['a page of a proxy', 502, '<html>'],
		['JSON of another service', 404, '{"code":404}'],
		['nothing', 200, ''],
	])('says so where the address answers with %s', async (_what, status, body) => {
		answer = { status, body };
		expect(await tested()).toContain('not as Tencent Cloud does');
	});

	test('says what is wrong with an endpoint without protocol', async () => {
		await expect(tested({ endpoint: '127.0.0.1:9010' })).rejects.toThrow('is not a complete URL');
	});

	test('goes to the host of the site where there is no endpoint', () => {
		const { baseURL } = new TencentCloudApi().test.request;
		expect(baseURL).toContain(
			`'china' ? 'https://${refusals.endpoints.cn.host}' : 'https://${refusals.endpoints.intl.host}'`,
		);
	});

	test('has a plain sentence with a next step for each case, and none of the words that n8n avoids', () => {
		for (const { properties } of new TencentCloudApi().test.rules ?? []) {
			expect(properties.message).not.toMatch(/\b(error|problem|failure|failed|mistake)/i);
			expect(properties.message).toMatch(/^[A-Z].*\. [A-Z].*[.]$/);
		}
	});
});

describe('the fields of both credentials', () => {
	const fields = [new TencentCloudApi(), new TencentLvbCallbackApi()].flatMap(
		({ properties }) => properties,
	);
	const masked = fields.filter(({ typeOptions }) => typeOptions?.password).map(({ name }) => name);

	test('are those that saved credentials hold', () => {
		expect(fields.map(({ name }) => name)).toEqual([
			'secretId',
			'secretKey',
			'sessionToken',
			'site',
			'endpoint',
			'callbackKey',
			'previousCallbackKey',
		]);
	});

	test('mask every secret', () => {
		expect(masked).toEqual(['secretKey', 'sessionToken', 'callbackKey', 'previousCallbackKey']);
	});
});
