import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';
import { createPlayUrl, createPushUrl } from '../../../../nodes/TencentLvb/execution/streamUrls.ts';

const EXPIRES = '2100-01-01T00:00:00Z';

const contextWith = (parameters: Record<string, unknown>) =>
	({
		getNodeParameter: (name: string, _item: number, fallback?: unknown) =>
			name in parameters ? parameters[name] : fallback,
		getTimezone: () => 'Asia/Shanghai',
		getNode: () => ({
			name: 'Live',
			type: 'x.y',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
	}) as unknown as IExecuteFunctions;

async function urlsOf(parameters: Record<string, unknown>) {
	const context = contextWith({
		...{ domainName: 'play.example.com', appName: 'live', streamName: 'room' },
		...{ protocols: ['flv'], keySource: 'parameter', authKey: 'abc', expiresAt: EXPIRES },
		...parameters,
	});
	const [{ json }] = await createPlayUrl(context, 0);
	return json as { urls: Record<string, string>; expiresAt: string | null; txTime: string | null };
}

describe('the addresses of a stream', () => {
	const TX_TIME = (Date.parse(EXPIRES) / 1000).toString(16).toUpperCase();
	const digest = (name: string, of: string) => createHash(name).update(of).digest('hex');

	test.each([
		['md5', undefined],
		['md5', 'md5'],
		['sha256', 'sha256'],
	])('are signed with %s where the domain is set to %s', async (name, encryption) => {
		const { urls, expiresAt, txTime } = await urlsOf({ options: { encryption } });
		const secret = digest(name, `abcroom${TX_TIME}`);
		expect(urls).toEqual({
			flv: `https://play.example.com/live/room.flv?txSecret=${secret}&txTime=${TX_TIME}`,
		});
		expect([expiresAt, txTime]).toEqual(['2100-01-01T00:00:00.000Z', TX_TIME]);
	});

	test.each([
		[undefined, 'https'],
		[true, 'https'],
		[false, 'http'],
	])('are encrypted or not: %p', async (secure, scheme) => {
		const { urls, expiresAt, txTime } = await urlsOf({ keySource: 'none', options: { secure } });
		expect(urls.flv).toBe(`${scheme}://play.example.com/live/room.flv`);
		expect([expiresAt, txTime]).toEqual([null, null]);
	});

	test('carry further parameters first, and the template in the name that is signed', async () => {
		const parameter = [
			{ name: ' a ', value: '1&2' },
			{ name: 'b', value: undefined },
		];
		const options = { queryParameters: { parameter }, transcodingTemplate: ' hd ' };
		const secret = digest('md5', `abcroom_hd${TX_TIME}`);
		expect((await urlsOf({ options })).urls.flv).toBe(
			`https://play.example.com/live/room_hd.flv?a=1%262&b=&txSecret=${secret}&txTime=${TX_TIME}`,
		);
	});

	test.each([
		['flv,hls', ['flv', 'hls']],
		[
			['hls', 'flv', 'hls'],
			['hls', 'flv'],
		],
	])('are those of the protocols that are chosen, each once: %j', async (protocols, names) => {
		expect(Object.keys((await urlsOf({ protocols })).urls)).toEqual(names);
	});

	test.each([
		['no protocol', { protocols: [] }, /'Protocols' is empty/],
		['an unknown protocol', { protocols: ['flv', 'srt'] }, /does not know "srt"/],
		[
			'a field without a name',
			{ options: { queryParameters: { parameter: [{ name: ' ' }] } } },
			/has no name/,
		],
		[
			'a field that is part of the signature',
			{ options: { queryParameters: { parameter: [{ name: 'txTime', value: '1' }] } } },
			/can't hold txTime/,
		],
		[
			'a field that is part of the signature in other letters',
			{ options: { queryParameters: { parameter: [{ name: 'TXSECRET', value: '1' }] } } },
			/can't hold TXSECRET/,
		],
		[
			'a field whose value is an object',
			{ options: { queryParameters: { parameter: [{ name: 'a', value: {} }] } } },
			/must be a text/,
		],
		[
			'a template that ends the path',
			{ options: { transcodingTemplate: 'h/d' } },
			/Transcoding Template/,
		],
		['no key at all', { authKey: null }, /'Authentication Key' is empty/],
		['no key', { authKey: ' ' }, /'Authentication Key' is empty/],
		['a key with white space', { authKey: 'a b' }, /contains white space/],
		['no date', { expiresAt: 'soon' }, /'Expires At' is not a date/],
		['a date that may be two', { expiresAt: '05/12/2100' }, /can mean/],
		['a date that has passed', { expiresAt: '2020-01-01' }, /already passed/],
		['no domain', { domainName: ' ' }, /'Playback Domain' is empty/],
		[
			'a domain with a path',
			{ domainName: 'play.example.com/live' },
			/'Playback Domain' is not a domain/,
		],
		['a domain of one label', { domainName: 'play' }, /'Playback Domain' is not a domain/],
		['no app', { appName: '' }, /'App Name' is empty/],
		['a stream with an ampersand', { streamName: 'a&b' }, /'Stream Name'/],
		['an app of one dot', { appName: '.' }, /'App Name' holds a character/],
		['an app of two dots', { appName: '..' }, /'App Name' holds a character/],
		['a stream of two dots', { streamName: '..' }, /'Stream Name' holds a character/],
		[
			'half an emoji',
			{ options: { queryParameters: { parameter: [{ name: 'a', value: '\ud83d' }] } } },
			/holds half a character/,
		],
		['a stream in Chinese', { streamName: '直播' }, /can't be part of an address/],
	])('are refused with %s', async (_what, parameters, message) => {
		await expect(urlsOf(parameters)).rejects.toThrow(message);
	});

	test.each(['!', '~', "'", '%', '^', '|', '\x7f', ','].map((sign) => ({ sign })))(
		'may or may not hold $sign',
		async ({ sign }) => {
			const attempt = urlsOf({ streamName: `a${sign}b` });
			if (sign === '!' || sign === '~') expect((await attempt).urls.flv).toContain(`a${sign}b`);
			else await expect(attempt).rejects.toThrow(/'Stream Name'/);
		},
	);

	test('may hold dots beside other letters', async () => {
		expect((await urlsOf({ appName: '...', streamName: '.a' })).urls.flv).toContain('/.../.a.flv?');
	});

	test('last until the year 2106', async () => {
		const last = 0xffffffff;
		const { txTime } = await urlsOf({ expiresAt: last });
		expect(txTime).toBe('FFFFFFFF');
		await expect(urlsOf({ expiresAt: last + 1 })).rejects.toThrow(/too far ahead/);
	});

	test('expire later than now', async () => {
		const second = Math.ceil(Date.now() / 1000);
		await expect(urlsOf({ expiresAt: second - 1 })).rejects.toThrow(/already passed/);
		expect((await urlsOf({ expiresAt: second + 60 })).txTime).toBe(
			(second + 60).toString(16).toUpperCase(),
		);
	});
});

const pushTo = async (parameters: Record<string, unknown>) => {
	const context = contextWith({
		...{ domainName: 'push.example.com', appName: 'live', streamName: 'room' },
		...{ protocols: ['rtmp'], keySource: 'parameter', authKey: 'abc', expiresAt: EXPIRES },
		...parameters,
	});
	const [{ json }] = await createPushUrl(context, 0);
	return json as { urls: Record<string, string>; encoder: Record<string, unknown> };
};

describe('what an encoder asks for', () => {
	test('comes with push addresses, for RTMP and RTMPS, where they are chosen', async () => {
		const { urls, encoder } = await pushTo({
			protocols: ['webrtc', 'rtmps', 'rtmp', 'rtmpOverSrt'],
		});
		const streamKey = urls.rtmp.replace('rtmp://push.example.com/live/', '');
		expect(streamKey).toMatch(/^room\?txSecret=[0-9a-f]{32}&txTime=[0-9A-F]{8}$/);
		expect(encoder).toEqual({
			rtmps: { server: 'rtmps://push.example.com/live', streamKey },
			rtmp: { server: 'rtmp://push.example.com/live', streamKey },
		});
		expect((await pushTo({ protocols: ['srt'] })).encoder).toEqual({});
	});

	test('does not come with playback addresses', async () => {
		expect(await urlsOf({ protocols: ['rtmp'] })).not.toHaveProperty('encoder');
	});

	test('is not refused for what only SRT can not carry', async () => {
		const options = { queryParameters: { parameter: [{ name: 'name', value: 'a,b' }] } };
		expect((await pushTo({ options })).urls.rtmp).toContain('room?name=a%2Cb&');
		await expect(pushTo({ options, protocols: ['rtmp', 'srt'] })).rejects.toMatchObject({
			message: expect.stringContaining("an SRT address can't carry"),
			context: { itemIndex: 0 },
		});
	});
});

describe('a name, whatever it holds,', () => {
	const SIGNS = [
		...`!"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}~`,
		' ',
		'\t',
		'\0',
		'\u200b',
		'流',
		'\ud83d',
	];
	const sign = fc.constantFrom(...SIGNS);
	const name = fc.oneof(
		fc.constant('room'),
		sign.map((one) => `a${one}b`),
		fc.array(sign, { maxLength: 3 }).map((signs) => signs.join('')),
		fc.constantFrom('..', '.', '%2e%2e', '%2F', 'a,r=live/b', 'a?txTime=1', '@evil.example', '//b'),
	);

	/** Domain, app, stream and names of parameters of an address, as a parser of addresses finds them. */
	function partsOf(protocol: string, url: string): string[] {
		const { hostname, pathname, searchParams, hash } = new URL(url.replace(/^\w+:/, 'https:'));
		if (protocol !== 'srt') {
			expect(hash).toBe('');
			const stream = pathname.replace(/\.(flv|m3u8)$/, '').slice(1);
			return [hostname, ...stream.split('/'), ...searchParams.keys()];
		}
		const pairs = url.split('?streamid=#!::')[1].split(',');
		const fields = pairs.map((pair) => pair.split('='));
		expect(fields.every(({ length }) => length === 2)).toBe(true);
		expect(fields.slice(0, 2).map(([field]) => field)).toEqual(['h', 'r']);
		const [[, host], [, resource], ...others] = fields;
		return [host, ...resource.split('/'), ...others.map(([field]) => field)];
	}

	test.each([
		['rtmp', pushTo],
		['rtmps', pushTo],
		['rtmpOverSrt', pushTo],
		['rtmpOverQuic', pushTo],
		['srt', pushTo],
		['webrtc', pushTo],
		['flv', urlsOf],
		['hls', urlsOf],
	])('stays in its place in an address for %s, or is refused', async (protocol, make) => {
		let made = 0;
		await fc.assert(
			fc.asyncProperty(name, name, async (appName, streamName) => {
				const domainName = 'live.example.com';
				const parameters = { domainName, appName, streamName, protocols: [protocol] };
				const json = await make(parameters).catch((refusal: unknown) => {
					expect(refusal).toMatchObject({ name: 'NodeOperationError', context: { itemIndex: 0 } });
					return undefined;
				});
				if (json === undefined) return;
				made += 1;
				expect(partsOf(protocol, json.urls[protocol])).toEqual([
					...[domainName, appName.trim(), streamName.trim()],
					...['txSecret', 'txTime'],
				]);
			}),
			{ numRuns: 400 },
		);
		expect(made).toBeGreaterThan(10);
	});
});

describe('the bounds of an address', () => {
	const NOW = Date.UTC(2026, 10, 24);

	test.each([
		[-1000, /already passed/],
		[0, /already passed/],
		[999, /already passed/],
		[1000, undefined],
	])('are the second after now for its end: %i ms', async (ms, message) => {
		const { now } = Date;
		Date.now = () => NOW;
		try {
			const made = urlsOf({ expiresAt: new Date(NOW + ms).toISOString() });
			if (message) await expect(made).rejects.toThrow(message);
			else expect((await made).expiresAt).toBe(new Date(NOW + ms).toISOString());
		} finally {
			Date.now = now;
		}
	});

	test.each([
		[0xffffffff, undefined],
		[0x100000000, /too far ahead/],
	])('are the digits of its time: %i', async (seconds, message) => {
		const made = urlsOf({ expiresAt: new Date(seconds * 1000).toISOString() });
		if (message) await expect(made).rejects.toThrow(message);
		else expect((await made).txTime).toBe('FFFFFFFF');
	});

	test.each([
		['a.b', false],
		['a.bc', true],
		[`a.${'b'.repeat(63)}`, true],
		[`a.${'b'.repeat(64)}`, false],
		[`${'a'.repeat(250)}.bc`, true],
		[`${'a'.repeat(251)}.bc`, false],
		['-a.bc', false],
		['a-.bc', false],
		['a..bc', false],
		['_a.bc', true],
		['ab.cd', true],
		['a.bc.', true],
	])('are those of a domain: %s %p', async (domainName, isDomain) => {
		const made = urlsOf({ domainName, keySource: 'none' });
		if (!isDomain) await expect(made).rejects.toThrow(/is not a domain/);
		else expect((await made).urls.flv).toContain(`//${domainName.replace(/\.$/, '')}/`);
	});

	test('are no field without a name', async () => {
		for (const field of [{ value: '1' }, { name: null, value: '1' }, {}]) {
			const options = { queryParameters: { parameter: [field] } };
			await expect(urlsOf({ options })).rejects.toThrow(/has no name/);
		}
	});
});
