import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';
import { apiAddress } from '../../../nodes/liveApi/transport.ts';
import { readAnswer } from '../../../nodes/liveApi/answer.ts';
import { thrownRefusal } from '../../../nodes/liveApi/transport.ts';
import { isRead } from '../../../nodes/liveApi/refusal.ts';
import { saysToLook } from './saysToLook.mts';
import refusals from '../../../catalogue/refusals.json' with { type: 'json' };

const URL_OF_API = 'https://live.intl.tencentcloudapi.com/';

const node = {
	id: '1',
	name: 'Live',
	type: 'x.y',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
} as INode;
const READ = 'DescribeLiveDomains';
const WRITE = 'CreateLiveCallbackRule';

/** As axios throws it and n8n wraps it. */
const wrapped = (fields: object) =>
	new NodeApiError(
		node,
		Object.assign(new Error('x'), { isAxiosError: true }, fields) as unknown as JsonObject,
	);

describe('what n8n throws', () => {
	test.each([
		['a refused connection', { code: 'ECONNREFUSED' }, 'transient', 'network', false],
		['an unknown host', { code: 'ENOTFOUND' }, 'transient', 'network', false],
		['a name server that does not answer', { code: 'EAI_AGAIN' }, 'transient', 'network', false],
		['a connection cut', { code: 'ECONNRESET' }, 'transient', 'network', true],
		['a broken pipe', { code: 'EPIPE' }, 'transient', 'network', true],
		['a time limit of axios', { code: 'ECONNABORTED' }, 'transient', 'timeout', true],
		['a time limit of the system', { code: 'ETIMEDOUT' }, 'transient', 'timeout', true],
		['an expired certificate', { code: 'CERT_HAS_EXPIRED' }, 'person', 'network', false],
		[
			'an unknown certificate',
			{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
			'person',
			'network',
			false,
		],
		['plain http at an https address', { code: 'EPROTO' }, 'person', 'network', false],
		['a header that can not be sent', { code: 'ERR_INVALID_CHAR' }, 'person', 'credential', false],
		['a cancelled run', { code: 'ERR_CANCELED' }, 'person', 'stopped', true],
		['a forbidden address', { name: 'SsrfBlockedIpError' }, 'person', 'network', false],
		['a status of a gateway', { response: { status: 502 } }, 'transient', 'http', true],
		['a status of a proxy', { response: { status: 407 } }, 'person', 'http', false],
		['something nobody knows', {}, 'transient', 'network', true],
	] as const)('for %s is told apart', (_what, fields, kind, category, mayHaveChanged) => {
		const refusalOf = (action: string) =>
			thrownRefusal(wrapped(fields), { action, timeoutMs: 1, url: URL_OF_API });
		expect(refusalOf(WRITE)).toMatchObject({ kind, category });
		expect(refusalOf(READ)).toMatchObject({ kind, category });
		expect([WRITE, READ].map(refusalOf).map(saysToLook)).toEqual([mayHaveChanged, false]);
	});

	test.each([undefined, null, 'text', 5, {}, []])('may be anything at all: %j', (thrown) => {
		expect(thrownRefusal(thrown, { action: READ, timeoutMs: 1, url: URL_OF_API })).toMatchObject({
			kind: 'transient',
		});
	});

	test('may refer to itself', () => {
		const circle: { cause?: unknown } = {};
		circle.cause = circle;
		expect(thrownRefusal(circle, { action: READ, timeoutMs: 1, url: URL_OF_API })).toMatchObject({
			kind: 'transient',
		});
	});
});

describe('an answer', () => {
	const refused = (body: unknown, status = 200, headers = {}) => {
		const result = readAnswer(WRITE, { status, body, headers, url: URL_OF_API });
		return result.ok ? undefined : result.refusal;
	};
	const withCode = (Code: string) =>
		JSON.stringify({ Response: { Error: { Code, Message: 'm' }, RequestId: 'r' } });

	test.each(Object.entries(refusals.codes))(
		'with the code %s is classified as catalogued',
		(code, known) => {
			expect(refused(withCode(code))).toMatchObject({
				kind: known.retryable ? 'transient' : 'person',
				category: known.category,
				code,
				requestId: 'r',
				tencentSays: 'm',
			});
		},
	);

	test.each([
		['InternalError.NeverSeen', 'transient', 'internal'],
		['UnauthorizedOperation.CamNoAuth', 'person', 'permission'],
		['RequestLimitExceeded.Other', 'transient', 'throttle'],
		['Brand.New', 'person', 'other'],
		['constructor', 'person', 'other'],
	])('with the unknown code %s goes by its first part', (code, kind, category) => {
		expect(refused(withCode(code))).toMatchObject({ kind, category });
	});

	test.each([
		['no JSON', '<html>', 200, 'transient', 'malformed'],
		['half of one', '{"Response":', 200, 'transient', 'malformed'],
		['nothing', '', 200, 'transient', 'malformed'],
		['no Response', '{"a":1}', 200, 'transient', 'malformed'],
		['a list', '[]', 200, 'transient', 'malformed'],
		[
			'lists in lists without end',
			`{"Response":{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}}`,
			200,
			'transient',
			'malformed',
		],
		['an error of another shape', '{"Response":{"Error":"x"}}', 200, 'transient', 'malformed'],
		['a gateway page', '<html>', 503, 'transient', 'http'],
		['a page for too many requests', '', 429, 'transient', 'http'],
		['a redirection', '', 302, 'person', 'http'],
		['a page for nothing there', '', 404, 'person', 'http'],
		[
			'a refusal with another status',
			withCode('UnauthorizedOperation'),
			403,
			'person',
			'permission',
		],
	])('that holds %s is refused', (_what, body, status, kind, category) => {
		expect(refused(body, status)).toMatchObject({ kind, category });
	});

	test('that asks to wait says how long', () => {
		expect(refused('', 503, { 'retry-after': '2' })).toMatchObject({ retryAfterMs: 2000 });
		expect(refused('', 503, { 'retry-after': 'tomorrow' })).not.toHaveProperty('retryAfterMs');
	});

	test('that n8n parsed already is read as well', () => {
		const response = { A: 1, RequestId: 'r' };
		expect(
			readAnswer(READ, { status: 200, body: { Response: response }, url: URL_OF_API }),
		).toEqual({
			ok: true,
			response,
		});
	});
});

test.each([
	['DescribeLiveDomains', true],
	['GetUser', true],
	['ListUsers', true],
	['CreateLiveRecord', false],
	['DescribedThing', false],
	['Getaway', false],
	['', false],
])('%s only reads: %s', (action, expected) => {
	expect(isRead(action)).toBe(expected);
});

describe('the address', () => {
	const { cn, intl } = refusals.endpoints;
	const endpoint = ' http://127.0.0.1:9010 ';

	test.each([
		['the host of the China site', { site: 'china' }, {}, `https://${cn.host}/`],
		[
			'the host of the international site',
			{ site: 'international', endpoint: '' },
			{},
			`https://${intl.host}/`,
		],
		['the international one where no site is set', {}, {}, `https://${intl.host}/`],
		['the endpoint', { endpoint }, {}, 'http://127.0.0.1:9010/'],
		['none for an endpoint without protocol', { endpoint: 'localhost:9010' }, {}, undefined],
		[
			'that of another product',
			{ endpoint },
			{ service: 'vod' },
			'https://vod.intl.tencentcloudapi.com/',
		],
		[
			'that of another product in China',
			{ site: 'china' },
			{ service: 'cvm' },
			'https://cvm.tencentcloudapi.com/',
		],
		[
			'the host of the caller',
			{ endpoint },
			{ host: 'live.ap-hongkong.tencentcloudapi.com' },
			'https://live.ap-hongkong.tencentcloudapi.com/',
		],
		['none for another protocol', { endpoint: 'ftp://x' }, {}, undefined],
		['none for what is no host', { endpoint: 'https://' }, {}, undefined],
		['none for a service that would lead elsewhere', {}, { service: 'evil.example/' }, undefined],
		['none for a service with a space', {}, { service: 'a b' }, undefined],
	])('is %s', (_what, credential, options, expected) => {
		expect(apiAddress(credential, options)).toBe(expected);
	});
});
