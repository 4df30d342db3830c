import type { IExecuteFunctions } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { setupPage } from '../../../nodes/callback/setupPage.ts';
import {
	askAddress,
	askWorkflowName,
	isTencentInReach,
	ownAddresses,
	postAsTencent,
	probeAddress,
} from '../../../nodes/callbackTemplate/address.ts';

type Sent = { body: Buffer } & Record<string, unknown>;

function contextAnswering(answer: () => unknown) {
	const sent: Sent[] = [];
	const httpRequest = async (options: Sent) => {
		sent.push(options);
		return answer();
	};
	return { context: { helpers: { httpRequest } } as unknown as IExecuteFunctions, sent };
}

const asked = async (statusCode: number, body?: unknown, headers?: object) =>
	await askAddress(
		contextAnswering(() => ({ statusCode, body, headers })).context,
		'https://a.example/x',
	);

const NOT_THERE = 'The requested webhook "POST 1" is not registered.';
const OTHER_METHOD = 'This webhook is not registered for POST requests. Did you mean GET?';

describe('An answer to a probe', () => {
	test.each([
		['a trigger', 401, { code: 401, message: 'Unauthorized' }, 'trigger'],
		['a login with the same status', 401, { message: 'Log in' }, 'other'],
		['the words of a trigger with another status', 403, { message: 'Unauthorized' }, 'other'],
		['a trigger that knows the key', 200, { code: 0, message: 'The key fits' }, 'keyFits'],
		['the same with another status', 201, { code: 0, message: 'The key fits' }, 'other'],
		['the same with another code', 200, { code: 1, message: 'The key fits' }, 'other'],
		['a workflow that answers', 200, { code: 0 }, 'other'],
		['n8n that knows no such webhook', 404, { code: 404, message: NOT_THERE }, 'unregistered'],
		['n8n that knows another method', 404, { code: 404, message: OTHER_METHOD }, 'otherMethod'],
		['the words of n8n with another status', 410, { code: 404, message: NOT_THERE }, 'other'],
		['the words of n8n with another code', 404, { code: 0, message: NOT_THERE }, 'other'],
		['words around those of n8n', 404, { code: 404, message: `${NOT_THERE} Sorry` }, 'other'],
		['no words', 404, { code: 404, message: 404 }, 'other'],
		['a page', 404, '<html>', 'other'],
		['nothing', 204, null, 'other'],
	])('is that of %s', async (_who, status, body, kind) => {
		expect(await asked(status, body)).toMatchObject({ kind });
	});

	test.each([
		[299, false],
		[300, true],
		[302, true],
		[399, true],
		[400, false],
	])('leads elsewhere by its status and its address: %i', async (status, redirects) => {
		const headers = { location: 'https://b.example/' };
		expect(await asked(status, '', headers)).toEqual({ kind: 'other', status, redirects });
		expect(await asked(status, '', {})).toEqual({ kind: 'other', status, redirects: false });
		expect(await asked(status, '')).toEqual({ kind: 'other', status, redirects: false });
	});

	test.each([
		[{ code: 'ECONNREFUSED' }, 'ECONNREFUSED', 'nothing there takes connections'],
		[{ cause: { code: 'ENOTFOUND' } }, 'ENOTFOUND', 'no name server (DNS) knows this name'],
		[{ code: 7, cause: { code: 'ENOTFOUND' } }, 'ENOTFOUND', 'no name server (DNS) knows this'],
		[{ code: 7 }, 'no connection', 'the connection broke off'],
		[undefined, 'no connection', 'the connection broke off'],
	])('may be none: %j', async (thrown, code, words) => {
		const { context } = contextAnswering(() => {
			throw thrown;
		});
		expect(await askAddress(context, 'https://a.example/x')).toEqual({ kind: 'none', code });
		expect(await probeAddress(context as never, 'https://a.example/x')).toContain(
			`there is no answer: ${words}`,
		);
	});

	test.each([
		[401, { code: 401, message: 'Unauthorized' }, undefined],
		[404, { code: 404, message: NOT_THERE }, /knows no such webhook/],
		[404, { code: 404, message: OTHER_METHOD }, /does not take callbacks/],
		[200, { code: 0, message: 'The key fits' }, /does not take callbacks/],
		[302, '', /redirect/],
		[500, '', /HTTP 500/],
	])(
		'is told where it is not the one that was expected: %i %j',
		async (statusCode, body, words) => {
			const headers = { location: '/login' };
			const { context } = contextAnswering(() => ({ statusCode, body, headers }));
			const told = await probeAddress(context as never, 'https://a.example/x');
			if (words === undefined) expect(told).toBeUndefined();
			else expect(told).toMatch(words);
		},
	);
});

describe('A probe', () => {
	test('is sent as a callback is, signed for a minute where a key is given', async () => {
		const { context, sent } = contextAnswering(() => ({ statusCode: 200 }));
		const before = Math.floor(Date.now() / 1000);
		await askAddress(context, 'https://a.example/x', { key: 'abc' });
		await askAddress(context, 'https://a.example/x');
		const after = Math.floor(Date.now() / 1000);
		const [signed, plain] = sent.map(
			({ body }) => JSON.parse(String(body)) as Record<string, unknown>,
		);
		const { t, sign, ...rest } = signed;
		expect(t).toBeGreaterThanOrEqual(before + 60);
		expect(t).toBeLessThanOrEqual(after + 60);
		expect(sign).toBe(
			createHash('md5')
				.update(`abc${String(t)}`)
				.digest('hex'),
		);
		expect(plain).toEqual(rest);
		expect(sent[0]).toMatchObject({
			...{ method: 'POST', returnFullResponse: true, ignoreHttpStatusErrors: true },
			disableFollowRedirect: true,
		});
	});
});

describe('What is posted as Tencent does', () => {
	const url = 'https://a.example/x';
	const post = async (given: object, answered: unknown = '') => {
		const { context, sent } = contextAnswering(() => ({ statusCode: 200, body: answered }));
		const { body } = await postAsTencent(context, url, { timeoutMs: 5, ...given } as never);
		return { sent: sent[0]!, body };
	};

	test.each([
		[{ body: { a: 1 } }, '{"a":1}', 'application/json'],
		[{ body: {} }, '{}', 'application/json'],
		[{ body: { a: 1 }, contentType: 'text/plain' }, '{"a":1}', 'application/json'],
		[{ body: Buffer.from('{ }'), contentType: 'text/plain' }, '{ }', 'text/plain'],
		[{ body: Buffer.from('{ }') }, '{ }', false],
	])('goes out as bytes with its type, or with none: %j', async (given, bytes, type) => {
		const { sent } = await post(given);
		expect(sent).toEqual({
			...{ method: 'POST', url, headers: { 'content-type': type }, body: Buffer.from(bytes) },
			...{ encoding: 'text', returnFullResponse: true, ignoreHttpStatusErrors: true },
			...{ disableFollowRedirect: true, timeout: 5, abortSignal: undefined },
		});
	});

	test.each([
		['{"a":1}', { a: 1 }],
		['[', '['],
		[{ a: 1 }, { a: 1 }],
	])('is answered with JSON or with text: %j', async (answered, body) => {
		expect((await post({ body: {} }, answered)).body).toEqual(body);
	});
});

describe('The name of a workflow', () => {
	test('is read from the page at the address itself, and from no other', async () => {
		const { context, sent } = contextAnswering(() => setupPage('Notify'));
		expect(await askWorkflowName(context, 'https://a.example/x')).toBe('Notify');
		expect(sent).toEqual([
			{
				...{ method: 'GET', url: 'https://a.example/x', encoding: 'text' },
				...{ disableFollowRedirect: true, timeout: expect.any(Number) },
			},
		]);
	});

	test('is not known where no page comes', async () => {
		const { context } = contextAnswering(() => {
			throw new Error('no');
		});
		expect(await askWorkflowName(context, 'https://a.example/x')).toBeUndefined();
	});
});

describe("What the credential names as its 'Endpoint'", () => {
	test.each([
		[' http://127.0.0.1:8080 ', true],
		['http://simulator:8080', true],
		['https://live.tencentcloudapi.com', false],
		['127.0.0.1', false],
		['ftp://127.0.0.1', false],
		['', false],
		[undefined, false],
	])('lies in the private network or not: %p', async (endpoint, isIn) => {
		expect(await isTencentInReach({ getCredentials: async () => ({ endpoint }) } as never)).toBe(
			isIn,
		);
	});

	test('is not known without a credential', async () => {
		const getCredentials = async () => await Promise.reject(new Error('none'));
		expect(await isTencentInReach({ getCredentials } as never)).toBe(false);
	});
});

describe('An address of this n8n', () => {
	const contextWith = (resume: () => unknown) =>
		({
			getInstanceBaseUrl: () => 'https://editor.example.com/n8n/',
			evaluateExpression: resume,
		}) as unknown as IExecuteFunctions;

	test.each([
		['https://editor.example.com/webhook/1', true],
		['https://hooks.example.com/webhook/1', true],
		['http://hooks.example.com/webhook/1', false],
		['https://hooks.example.com:8443/webhook/1', false],
		['https://other.example.com/webhook/1', false],
		['hooks', false],
	])('has the origin of its editor or of its webhooks: %s', (address, isOwn) => {
		const context = contextWith(() => 'https://hooks.example.com/webhook-waiting/7');
		expect(ownAddresses(context, 0)(address)).toBe(isOwn);
	});

	test.each([
		['is no address', () => 'undefined'],
		['is not known', () => undefined],
		[
			'can not be found out',
			() => {
				throw new Error('no');
			},
		],
	])('is told by the editor alone where that of webhooks %s', (_what, resume) => {
		const isOwn = ownAddresses(contextWith(resume), 0);
		expect(isOwn('https://editor.example.com/x')).toBe(true);
		expect(isOwn('https://hooks.example.com/x')).toBe(false);
	});
});
