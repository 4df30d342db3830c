import { createHash } from 'node:crypto';
import fc from 'fast-check';
import sdkSign from 'tencentcloud-sdk-nodejs/tencentcloud/common/sign.js';
import {
	canonicalRequest,
	signedHeaders,
	signRequest,
} from '../../../../credentials/tc3/signature.ts';
import { queryString, signedRequest } from '../../../../credentials/tc3/signedRequest.ts';
import tc3 from '../tc3Vectors.json' with { type: 'json' };

type Vector = {
	name: string;
	params?: unknown;
	headersSent?: Record<string, string> | null;
	input: (typeof tc3.vectors)[number]['input'] & {
		bodyRecipe?: { prefix: string; unit: string; count: number; suffix: string };
	};
	expected: (typeof tc3.vectors)[number]['expected'];
};

const all = [...tc3.documentation, ...tc3.vectors, ...tc3.threeHeaders] as Vector[];
const sdkVectors = tc3.vectors as Vector[];

function bodyOf({ body, bodyRecipe }: Vector['input']): Buffer {
	if (!bodyRecipe) return Buffer.from(body ?? '');
	const { prefix, unit, count, suffix } = bodyRecipe;
	return Buffer.from(prefix + unit.repeat(count) + suffix);
}

function signableOf({ input, expected }: Vector) {
	const url = new URL(input.url);
	const headers: Record<string, string> = { host: input.host, 'content-type': input.contentType };
	if (expected.signedHeaders.includes('x-tc-action')) {
		headers['x-tc-action'] = input.action.toLowerCase();
	}
	const { method } = input;
	return { method, path: url.pathname, query: url.search.slice(1), headers, body: bodyOf(input) };
}

describe('TC3', () => {
	test.each(all)('builds the canonical request of $name', (vector) => {
		const signable = signableOf(vector);
		expect(signable.body).toHaveLength(vector.input.bodyBytes);
		expect(signedHeaders(signable.headers)).toBe(vector.expected.signedHeaders);
		expect(canonicalRequest(signable)).toBe(vector.expected.canonicalRequest);
	});

	test.each(all)('signs $name', (vector) => {
		const { secretId, secretKey, service, timestamp } = vector.input;
		const authorization = signRequest(signableOf(vector), {
			secretId,
			secretKey,
			service,
			timestamp,
		});
		expect(authorization).toBe(vector.expected.authorization);
	});

	test('signs as the official SDK does, whatever the body, the keys and the time', () => {
		const label = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);
		fc.assert(
			fc.property(
				fc.json(),
				label,
				fc.string({ minLength: 1 }),
				fc.integer({ min: 0, max: 4102444800 }),
				(text, service, secretKey, timestamp) => {
					const body = Buffer.from(text);
					const host = `${service}.tencentcloudapi.com`;
					const headers = { 'content-type': 'application/json', host };
					const keys = { secretId: 'AKIDEXAMPLE', secretKey, service, timestamp };
					const request = { method: 'POST', path: '/', query: '', headers, body };
					expect(signRequest(request, keys)).toBe(
						sdkSign.default.sign3({
							method: 'POST',
							url: `https://${host}/`,
							payload: body,
							...keys,
							multipart: false,
							boundary: '',
							headers: { 'Content-Type': 'application/json' },
						}),
					);
				},
			),
		);
	});
});

describe('a request that the credential signs', () => {
	test.each(sdkVectors)('carries the headers of $name', ({ input, expected, headersSent }) => {
		const headers: Record<string, string> = {
			'X-TC-Action': input.action,
			'X-TC-Version': input.version,
			'Content-Type': input.contentType,
		};
		if (input.region) headers['X-TC-Region'] = input.region;
		if (input.language) headers['X-TC-Language'] = input.language;
		const { secretId, secretKey, token, method, url } = input;
		const endpoint = input.service === input.host.split('.')[0] ? '' : url;
		const signed = signedRequest(
			{ method, url, headers, body: bodyOf(input) },
			{ secretId: ` ${secretId}\n`, secretKey: `\t${secretKey} `, sessionToken: token, endpoint },
			{ now: input.timestamp * 1000 + 999 },
		);
		expect(signed).toMatchObject({
			ok: true,
			request: { headers: { Authorization: expected.authorization } },
		});
		if (headersSent && signed.ok) {
			const { 'content-type': contentType, ...rest } = signed.request.headers;
			expect({ 'Content-Type': contentType, ...rest }).toEqual({
				...headersSent,
				Host: input.host,
			});
		}
	});

	test('has the query of the documented GET when it is given as parameters', () => {
		for (const { input, params } of sdkVectors.filter(({ input }) => input.method === 'GET')) {
			const query = queryString(params as object);
			expect([...new URLSearchParams(query)]).toEqual([...new URL(input.url).searchParams]);
			expect(new URL(`https://live.tencentcloudapi.com/?${query}`).search).toBe(`?${query}`);
		}
	});

	test('has a query that no URL parser rewrites', () => {
		fc.assert(
			fc.property(
				fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })),
				(parameters) => {
					const query = queryString(parameters);
					expect(new URL(`https://a/?${query}`).search.slice(1)).toBe(query);
					expect(Object.fromEntries(new URLSearchParams(query))).toEqual({ ...parameters });
				},
			),
		);
	});

	test('hashes the bytes that it hands over', () => {
		const signed = signedRequest(
			{ method: 'POST', url: 'https://live.tencentcloudapi.com', body: { 名: '直播' } },
			{},
			{ now: 0 },
		);
		const body = signed.ok ? (signed.request.body as unknown as Buffer) : Buffer.alloc(0);
		expect(body).toEqual(Buffer.from('{"名":"直播"}'));
		expect(createHash('sha256').update(body).digest('hex')).toHaveLength(64);
	});
});
