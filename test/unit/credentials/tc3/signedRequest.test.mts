import { TencentCloudApi } from '../../../../credentials/TencentCloudApi.credentials.ts';
import { signedRequest } from '../../../../credentials/tc3/signedRequest.ts';

const KEYS = { secretId: ' id ', secretKey: 'key' };
const NOW = 1_796_464_800_999;

type Given = Record<string, unknown>;

function signed(request: Given, keys: Given = {}) {
	const result = signedRequest(request, { ...KEYS, ...keys }, { now: NOW });
	if (!result.ok) throw new Error(result.message);
	return result.request as Given & { headers: Record<string, string>; body?: Buffer };
}

const POST = { method: 'POST', url: 'https://vod.tencentcloudapi.com' };

describe('What goes out', () => {
	test('names its address as it was given one, and is sent as of the second that has passed', () => {
		const { headers, ...rest } = signed(POST);
		expect(rest).not.toHaveProperty('uri');
		expect(rest.url).toBe('https://vod.tencentcloudapi.com/');
		expect(headers['X-TC-Timestamp']).toBe('1796464800');
		const { url: uri, ...withoutUrl } = POST;
		const older = signed({ ...withoutUrl, uri });
		expect([older.uri, older.url]).toEqual([rest.url, rest.url]);
	});

	test.each([
		[{}, {}, undefined],
		[{ sessionToken: ' ' }, {}, undefined],
		[{ sessionToken: ' token ' }, {}, 'token'],
		[{}, { 'X-TC-TOKEN': 'own' }, 'own'],
		[{ sessionToken: 'token' }, { 'x-tc-token': 'own' }, 'token'],
	])('carries a token where there is one: %j with %j', (keys, headers, token) => {
		const sent = signed({ ...POST, headers }, keys).headers;
		const names = Object.keys(sent).filter((name) => /token/i.test(name));
		expect(names).toEqual(token === undefined ? [] : ['X-TC-Token']);
		expect(sent['X-TC-Token']).toBe(token);
	});

	test.each([
		['GET', undefined, undefined],
		['GET', '1', undefined],
		['HEAD', '1', undefined],
		['POST', '1', '1'],
		['POST', 0, '0'],
		['POST', undefined, '{}'],
		['POST', '', '{}'],
		['POST', null, '{}'],
		['POST', {}, '{}'],
	])('by %s has the body %j as %j', (method, body, bytes) => {
		const sent = signed({ ...POST, method, body });
		expect(sent.body?.toString()).toBe(bytes);
	});

	test.each([
		['https://a.example.com', '', 'https://a.example.com/'],
		['https://a.example.com/v1/', undefined, 'https://a.example.com/v1/'],
		['https://a.example.com/v1//', '//x', 'https://a.example.com/v1/x'],
		['https://a.example.com', 'x', 'https://a.example.com/x'],
		['https://a.example.com', 'x//y', 'https://a.example.com/x//y'],
		['https://a.example.com', 'http://b.example.com/x', 'http://b.example.com/x'],
		['https://a.example.com', 'HTTP://b.example.com/x', 'http://b.example.com/x'],
		[
			'https://a.example.com',
			'x?u=http://b.example.com',
			'https://a.example.com/x?u=http://b.example.com',
		],
	])('to %s and %j goes to %s', (baseURL, url, href) => {
		expect(signed({ method: 'GET', baseURL, url }).url).toBe(href);
	});

	test.each([
		[' Application/JSON ', 'application/json'],
		['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded; charset=utf-8'],
		['', 'application/json'],
		[null, 'application/json'],
	])('of the type %j is sent as %s', (type, expected) => {
		const { headers } = signed({ ...POST, headers: { 'Content-Type': type }, body: { a: 1 } });
		expect(headers['content-type']).toBe(expected);
	});

	test.each([
		...['ftp://a.example.com', 'httpx://a.example.com', 'xhttp://a.example.com'],
		...['a.example.com', '/x', ''],
	])('does not go to %j', (url) => {
		expect(signedRequest({ ...POST, url }, KEYS, { now: NOW })).toMatchObject({ ok: false });
	});

	test('goes to no other address than a complete one says, whatever its base', () => {
		const request = { ...POST, baseURL: 'https://a.example.com', url: 'x://b.example.com/y' };
		expect(signedRequest(request, KEYS, { now: NOW })).toMatchObject({ ok: false });
	});

	test('is no form that is sent in parts', () => {
		const body = { getHeaders: () => ({}) };
		expect(signedRequest({ ...POST, body }, KEYS, { now: NOW })).toMatchObject({ ok: false });
	});
});

test('The test of the credential waits 20 seconds, takes any status, and follows no redirect', () => {
	expect(new TencentCloudApi().test.request).toMatchObject({
		...{ method: 'POST', url: '/', timeout: 20_000 },
		...{ ignoreHttpStatusErrors: true, disableFollowRedirect: true },
		body: { PageNum: 1, PageSize: 10 },
	});
});
