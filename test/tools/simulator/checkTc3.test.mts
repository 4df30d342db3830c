import { checkTc3, type SignedRequest } from '../../../tools/simulator/liveApi/tc3.mts';
import tc3 from '../../unit/credentials/tc3Vectors.json' with { type: 'json' };

type Vector = {
	name: string;
	headersSent?: Record<string, string> | null;
	input: (typeof tc3.vectors)[number]['input'] & {
		bodyRecipe?: { prefix: string; unit: string; count: number; suffix: string };
	};
	expected: (typeof tc3.vectors)[number]['expected'];
};

const vectors = [...tc3.documentation, ...tc3.vectors, ...tc3.threeHeaders] as Vector[];
const [plain] = tc3.vectors as Vector[];

const keysOf = ({ input }: Vector) => ({ secretId: input.secretId, secretKey: input.secretKey });
const timeOf = ({ input }: Vector): number => input.timestamp * 1000;

function requestOf({ input, expected, headersSent }: Vector): SignedRequest {
	const { pathname, search } = new URL(input.url);
	const { prefix = '', unit = '', count = 0, suffix = '' } = input.bodyRecipe ?? {};
	return {
		method: input.method,
		path: pathname,
		query: search.slice(1),
		headers: {
			host: headersSent?.Host ?? input.host,
			'content-type': input.contentType,
			'x-tc-action': input.action,
			'x-tc-timestamp': String(input.timestamp),
			authorization: expected.authorization,
		},
		body: Buffer.from(input.body ?? prefix + unit.repeat(count) + suffix),
	};
}

const changed = (headers: Record<string, string | undefined>): SignedRequest => {
	const request = requestOf(plain);
	return { ...request, headers: { ...request.headers, ...headers } };
};

describe('the signature check of the live API', () => {
	test.each(vectors)('accepts what others signed: $name', (vector) => {
		expect(checkTc3(requestOf(vector), keysOf(vector), timeOf(vector))).toBeUndefined();
	});

	test.each([
		['a changed body', { ...requestOf(plain), body: Buffer.from('{ }') }],
		['a changed method', { ...requestOf(plain), method: 'GET' }],
		['an added query', { ...requestOf(plain), query: 'a=b' }],
		['another host', changed({ host: 'live.intl.tencentcloudapi.com' })],
		['another content type', changed({ 'content-type': 'application/json; charset=utf-8' })],
		[
			'another time than the signed one',
			changed({ 'x-tc-timestamp': String(plain.input.timestamp + 1) }),
		],
	])('refuses %s with AuthFailure.SignatureFailure', (_what, request) => {
		const refusal = checkTc3(request, keysOf(plain), timeOf(plain));
		expect(refusal?.code).toBe('AuthFailure.SignatureFailure');
	});

	const { authorization } = requestOf(plain).headers;
	test.each([
		['no authorization', { authorization: undefined }, 'AuthFailure.InvalidAuthorization'],
		['another scheme', { authorization: 'Bearer abc' }, 'AuthFailure.InvalidAuthorization'],
		[
			'an upper-case signature',
			{ authorization: authorization?.replace(/[0-9a-f]{64}$/, (hex) => hex.toUpperCase()) },
			'AuthFailure.InvalidAuthorization',
		],
		[
			'a host that is not signed',
			{ authorization: authorization?.replace('content-type;host', 'content-type') },
			'AuthFailure.InvalidAuthorization',
		],
		[
			'another SecretId',
			{ authorization: authorization?.replace('AKIDEXAMPLE', 'AKIDOTHER') },
			'AuthFailure.SecretIdNotFound',
		],
		[
			'another date',
			{ authorization: authorization?.replace('2025-11-24', '2025-11-23') },
			'AuthFailure.SignatureFailure',
		],
		['no timestamp', { 'x-tc-timestamp': undefined }, 'MissingParameter'],
	])('refuses %s', (_what, headers, code) => {
		expect(checkTc3(changed(headers), keysOf(plain), timeOf(plain))?.code).toBe(code);
	});

	test.each([
		['300 s old', 300, undefined],
		['301 s old', 301, 'AuthFailure.SignatureExpire'],
		['301 s ahead', -301, 'AuthFailure.SignatureExpire'],
	])('judges a request that is %s by the five minutes Tencent allows', (_what, seconds, code) => {
		const now = timeOf(plain) + seconds * 1000;
		expect(checkTc3(requestOf(plain), keysOf(plain), now)?.code).toBe(code);
	});

	test.each([
		['missing', undefined],
		['wrong', 'another'],
	])('refuses a session token that is %s', (_what, token) => {
		const keys = { ...keysOf(plain), token: 'fakeToken' };
		const refusal = checkTc3(changed({ 'x-tc-token': token }), keys, timeOf(plain));
		expect(refusal?.code).toBe('AuthFailure.TokenFailure');
		expect(checkTc3(changed({ 'x-tc-token': 'fakeToken' }), keys, timeOf(plain))).toBeUndefined();
	});
});
