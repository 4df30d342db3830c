import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
	faultIn,
	placeOf,
	TEXT_BY_CODE,
	textOf,
	whatToCheck,
	whyNoAnswer,
} from '../../../nodes/liveApi/connection.ts';
import { tryLiveApi } from '../../../nodes/liveApi/call.ts';
import { n8nContext } from './n8nContext.mts';
import { shortPauses } from './shortPauses.mts';

shortPauses();

const TENCENT = 'https://live.intl.tencentcloudapi.com/';
const OWN = 'http://gateway.example.com:8080/';

/** What Node.js calls the ways in which a connection does not come about (its own documentation). */
const SYSTEM = [
	...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN'],
	...['EADDRNOTAVAIL', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED', 'EPERM', 'EACCES'],
	...['EPROTO', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'SsrfBlockedIpError', 'EXYZ'],
];

const told = (fault: { codes: string[]; proxy?: string }, url: string) =>
	textOf(fault, { url, timeoutMs: 20_000 }).text;

describe.each(SYSTEM)('A connection that ends with %s', (code) => {
	test.each([
		[TENCENT, 'live.intl.tencentcloudapi.com'],
		[OWN, 'gateway.example.com:8080'],
	])('is told with the host of %s, and without the code', (url, host) => {
		const { message, nextStep } = told({ codes: [code] }, url);
		expect(message).toContain(host);
		expect(message + nextStep).not.toContain(code);
		expect(nextStep).toMatch(/\.$/);
	});

	test('is told of any other address without the code', () => {
		expect(whyNoAnswer(code)).toMatch(/^[a-z].*[^.]$/);
		expect(whyNoAnswer(code)).not.toMatch(/E[A-Z]{4}|Ssrf/);
	});
});

test("What to check depends on whose address it is, and on n8n's proxy", () => {
	const codes = ['ECONNREFUSED'];
	expect(told({ codes }, TENCENT)).toMatchObject({
		message:
			"n8n can't reach live.intl.tencentcloudapi.com: nothing there takes connections, or a firewall refuses them",
		nextStep: expect.stringMatching(/internet access.*firewall and DNS/),
	});
	expect(told({ codes }, OWN).nextStep).toContain("'Endpoint' in the credential");
	const behind = told({ codes, proxy: '10.0.0.5:3128' }, TENCENT);
	expect(behind.message).toContain('through the proxy 10.0.0.5:3128: ');
	expect(behind.nextStep).toContain('HTTPS_PROXY');
});

test.each<[string, object, string | undefined, string?]>([
	['the host of the URL', { hostname: 'live.intl.tencentcloudapi.com' }, undefined],
	['another host', { hostname: 'proxy.lan' }, 'proxy.lan'],
	['the port of the URL', { address: '43.1.2.3', port: 443 }, undefined],
	['another port', { address: '10.0.0.5', port: 3128 }, '10.0.0.5:3128'],
	['another port of an IPv6 address', { address: 'fd00::5', port: 3128 }, 'fd00::5:3128'],
	['markup as a host', { hostname: '<b>x</b>' }, 'bxb'],
	[
		'the port that its scheme has',
		{ address: '43.1.2.3', port: 80 },
		undefined,
		'http://api.example.com/',
	],
	[
		'the port of the other scheme',
		{ address: '43.1.2.3', port: 443 },
		'43.1.2.3:443',
		'http://api.example.com/',
	],
	['the port in the URL', { address: '43.1.2.3', port: 8080 }, undefined, OWN],
	[
		'the usual port instead of that in the URL',
		{ address: '43.1.2.3', port: 80 },
		'43.1.2.3:80',
		OWN,
	],
	['something that it says in other words', { message: 'No Proxy connection' }, undefined],
	['a proxy without a name', { message: 'Proxy connection ended before receiving' }, ''],
	['nothing', {}, undefined],
])(
	'Where the system was asked for %s, the proxy is %j: %j',
	(_what, called, proxy, url = TENCENT) => {
		expect(faultIn({ cause: { cause: called } }, url).proxy).toBe(proxy);
		expect(faultIn(called, 'no URL').proxy).toBeUndefined();
	},
);

const PROXY =
	'Check the proxy that n8n is set to go through (HTTPS_PROXY or HTTP_PROXY in its environment)';
const CERTIFICATE = 'CERT_HAS_EXPIRED';

test.each([
	[
		'ECONNREFUSED',
		'',
		/ through the proxy: nothing there/,
		`${PROXY}; otherwise try again in a minute.`,
		`${PROXY}.`,
	],
	['EXYZ', 'p:1', /^The proxy before /, `${PROXY}; otherwise try again in a minute.`, `${PROXY}.`],
	[
		CERTIFICATE,
		'p:1',
		/^No secure/,
		`${PROXY}. A proxy with a certificate of its own has to be made known to n8n (NODE_EXTRA_CA_CERTS).`,
		undefined,
	],
])(
	'Behind a proxy it is the proxy that is to be checked: %s',
	(code, proxy, message, nextStep, besidesRetry) => {
		const text = told({ codes: [code], proxy }, TENCENT);
		expect(text.message).toMatch(message);
		expect([text.nextStep, text.besidesRetry]).toEqual([nextStep, besidesRetry]);
	},
);

test.each([
	[TENCENT, 'Check any proxy on the way.'],
	[OWN, "Check 'Endpoint' in the credential and any proxy on the way."],
])('Where something else may answer at %s, that is to be checked', (url, check) => {
	expect(told({ codes: [CERTIFICATE] }, url).nextStep.startsWith(`${check} A proxy`)).toBe(true);
	expect(whatToCheck(placeOf(url))).toBe(check);
});

test.each<[string[], string]>([
	[['EXYZ', 'ENOTFOUND', 'ETIMEDOUT'], 'no name server (DNS) knows this name'],
	[['ETIMEDOUT', 'ENOTFOUND'], 'it took too long to answer'],
	[['ECONNABORTED'], 'it took too long to answer'],
	[['EPROTO'], 'no secure connection could be made, as with a wrong certificate'],
	[['SsrfBlockedHostnameError'], 'this n8n does not allow requests to it'],
	[['EPROTONOSUPPORT'], 'the connection broke off'],
	[['XEPROTO', 'XERR_TLS', 'XERR_SSL', 'XSsrfBlocked'], 'the connection broke off'],
	[['toString'], 'the connection broke off'],
	[[], 'the connection broke off'],
])('Of several codes the first that says anything counts: %j', (codes, why) => {
	expect(whyNoAnswer(...codes)).toBe(why);
});

test.each([
	[
		undefined,
		'Try again in a minute; if it stays so, check that no firewall or proxy keeps n8n from it.',
	],
	['Raise the limit.', 'Raise the limit.'],
])('Where an answer took too long, the caller may know what to do: %p', (timeoutHint, nextStep) => {
	const codes = ['EXYZ', 'ENOTFOUND', 'ETIMEDOUT'];
	const { text, code } = textOf({ codes }, { url: TENCENT, timeoutMs: 1500, timeoutHint });
	expect(text).toMatchObject({ nextStep, message: expect.stringMatching(/ within 1\.5 seconds$/) });
	expect([code, 'besidesRetry' in text]).toEqual(['ETIMEDOUT', timeoutHint === undefined]);
});

test("A host is Tencent Cloud's own by the end of its name", () => {
	const own = ['https://live.tencentcloudapi.com', 'https://live.ap-singapore.tencentcloudapi.com'];
	for (const url of own) expect(placeOf(url).isTencents).toBe(true);
	const others = ['https://xtencentcloudapi.com', 'https://tencentcloudapi.com.example.com', ''];
	for (const url of others) expect(placeOf(url).isTencents).toBe(false);
	expect(placeOf('https://user:secret@example.com/path?a=b').host).toBe('example.com');
	expect(placeOf('no URL').host).toBe('the address of the API');
});

test('Every code with words of its own says where', () => {
	for (const write of Object.values(TEXT_BY_CODE)) {
		expect(write(placeOf(TENCENT)).message).toMatch(/^(n8n|[A-Z]).*[^.]$/);
	}
});

describe("What n8n's own client throws", () => {
	const keys = { secretId: 'AKIDtest', secretKey: 'key' };
	const refusalAt = async (endpoint?: string) => {
		const result = await tryLiveApi(n8nContext({ ...keys, endpoint: endpoint ?? '' }), 'CreateX');
		return result.ok ? undefined : result.refusal;
	};
	const before = { ...process.env };
	afterEach(() => {
		for (const name of ['HTTPS_PROXY', 'HTTP_PROXY']) {
			if (before[name] === undefined) delete process.env[name];
			else process.env[name] = before[name];
		}
	});

	test('of an address at which nobody listens', async () => {
		expect((await refusalAt('http://127.0.0.1:1'))?.message).toMatch(
			/^n8n can't reach 127\.0\.0\.1:1: nothing there takes connections/,
		);
	});

	test('of a proxy at which nobody listens, and of one that is unknown', async () => {
		process.env.HTTPS_PROXY = 'http://127.0.0.1:9';
		expect((await refusalAt())?.message).toMatch(
			/^n8n can't reach live\.intl\.tencentcloudapi\.com through the proxy 127\.0\.0\.1:9: /,
		);
		process.env.HTTPS_PROXY = 'http://nowhere.invalid:3128';
		expect((await refusalAt())?.message).toMatch(/ through the proxy nowhere\.invalid: .*DNS/);
	});

	test.each([
		['asks for a login', '407 Proxy Authentication Required', /asks for a user name and password/],
		['hangs up', '', /^The proxy before live\.intl\.tencentcloudapi\.com ended the connection/],
	])('of a proxy that %s', async (_what, answer, words) => {
		const proxy = createServer().on('connect', (_request, socket) => {
			if (answer) socket.end(`HTTP/1.1 ${answer}\r\n\r\n`);
			else socket.destroy();
		});
		await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
		try {
			process.env.HTTPS_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
			expect((await refusalAt())?.message).toMatch(words);
		} finally {
			proxy.close();
		}
	});
});
