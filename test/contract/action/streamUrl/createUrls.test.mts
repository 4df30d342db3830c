import { createHash } from 'node:crypto';
import type { IDataObject, NodeOperationError } from 'n8n-workflow';
import { createBench } from '../../harness/index.mts';

const KEY = 'e12c46f2612d5106e2034781ab261ca3';

const create = async (parameters: IDataObject, operation = 'createPushUrl') => {
	const bench = createBench('tencentLvb', {
		parameters: {
			resource: 'streamUrl',
			operation,
			domainName: 'livepush.tcloud.com',
			appName: 'live',
			streamName: 'test',
			authKey: KEY,
			expiresAt: '2037-03-05T09:00:00Z',
			...parameters,
		},
	});
	const [[{ json }]] = await bench.execute();
	return json as IDataObject & {
		urls: Record<string, string>;
		encoder: Record<string, { server: string; streamKey: string }>;
	};
};

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const TX_TIME = (Date.parse('2037-03-05T09:00:00Z') / 1000).toString(16).toUpperCase();

describe('Create Push URL', () => {
	test('gives one item with the addresses by protocol', async () => {
		const signature = `txSecret=${md5(`${KEY}test${TX_TIME}`)}&txTime=${TX_TIME}`;
		expect(await create({ protocols: ['rtmp', 'rtmps', 'webrtc'] })).toEqual({
			urls: {
				rtmp: `rtmp://livepush.tcloud.com/live/test?${signature}`,
				rtmps: `rtmps://livepush.tcloud.com/live/test?${signature}`,
				webrtc: `webrtc://livepush.tcloud.com/live/test?${signature}`,
			},
			encoder: {
				rtmp: { server: 'rtmp://livepush.tcloud.com/live', streamKey: `test?${signature}` },
				rtmps: { server: 'rtmps://livepush.tcloud.com/live', streamKey: `test?${signature}` },
			},
			domainName: 'livepush.tcloud.com',
			appName: 'live',
			streamName: 'test',
			expiresAt: '2037-03-05T09:00:00.000Z',
			txTime: TX_TIME,
		});
	});

	test('takes the common protocols unless told otherwise, and one as text', async () => {
		expect(Object.keys((await create({})).urls)).toEqual(['rtmp', 'srt', 'webrtc']);
		expect(Object.keys((await create({ protocols: 'srt, rtmpOverQuic' })).urls)).toEqual([
			'srt',
			'rtmpOverQuic',
		]);
	});

	test('lets addresses hold for a day unless told otherwise', async () => {
		const day = 86_400_000;
		const before = Math.floor(Date.now() / 1000) * 1000;
		const { expiresAt } = await create({ expiresAt: '={{ $now.plus({ hours: 24 }).toISO() }}' });
		expect(Date.parse(String(expiresAt))).toBeGreaterThanOrEqual(before + day);
		expect(Date.parse(String(expiresAt))).toBeLessThanOrEqual(Date.now() + day);
	});

	test('carries further parameters, before the signature', async () => {
		const queryParameters = { parameter: [{ name: 'room', value: 'a b&c' }] };
		const { urls, encoder } = await create({ protocols: 'rtmp', options: { queryParameters } });
		expect(urls.rtmp).toMatch(/\/test\?room=a%20b%26c&txSecret=[0-9a-f]{32}&txTime=/);
		expect(encoder.rtmp.streamKey).toMatch(/^test\?room=a%20b%26c&txSecret=[0-9a-f]{32}&txTime=/);
	});

	test('writes them into an SRT address as they are', async () => {
		const queryParameters = { parameter: [{ name: 'room', value: 'a/b:c' }] };
		const { urls } = await create({ options: { queryParameters } });
		expect(urls.srt).toMatch(/,r=live\/test,room=a\/b:c,txSecret=[0-9a-f]{32},txTime=/);
	});

	test('signs with SHA-256 on request', async () => {
		const { urls } = await create({ options: { encryption: 'sha256' } });
		expect(urls.rtmp).toMatch(/txSecret=[0-9a-f]{64}&/);
	});

	test('makes unsigned addresses without a key', async () => {
		expect(await create({ keySource: 'none', protocols: ['rtmp'] })).toMatchObject({
			urls: { rtmp: 'rtmp://livepush.tcloud.com/live/test' },
			encoder: { rtmp: { server: 'rtmp://livepush.tcloud.com/live', streamKey: 'test' } },
			expiresAt: null,
			txTime: null,
		});
	});
});

describe('Create Playback URL', () => {
	test('adds what each protocol ends with', async () => {
		const { urls } = await create({ protocols: ['flv', 'hls', 'rtmp', 'webrtc'] }, 'createPlayUrl');
		expect(Object.values(urls).map((url) => url.replace(/\?.*/, ''))).toEqual([
			'https://livepush.tcloud.com/live/test.flv',
			'https://livepush.tcloud.com/live/test.m3u8',
			'rtmp://livepush.tcloud.com/live/test',
			'webrtc://livepush.tcloud.com/live/test',
		]);
	});

	test('names and signs the version of a transcoding template', async () => {
		const options = { transcodingTemplate: 'hd720', secure: false };
		const { urls, streamName } = await create({ options }, 'createPlayUrl');
		expect(streamName).toBe('test_hd720');
		expect(urls.flv).toBe(
			`http://livepush.tcloud.com/live/test_hd720.flv?txSecret=${md5(`${KEY}test_hd720${TX_TIME}`)}&txTime=${TX_TIME}`,
		);
	});
});

describe('Until when', () => {
	test.each<[expiresAt: string | number, what: string]>([
		['2119856400', 'seconds as text'],
		[2119856400, 'seconds'],
		[2119856400000, 'milliseconds'],
		['2037/03/05 09:00 UTC', 'the spelling of a spreadsheet'],
		['Thu, 05 Mar 2037 17:00:00 +0800', 'that of RFC 2822'],
	])('may be %j, %s', async (expiresAt) => {
		const { txTime } = await create({ expiresAt });
		expect(Number.parseInt(String(txTime), 16)).toBe(Date.parse('2037-03-05T09:00:00Z') / 1000);
	});

	test('is not guessed from a date that may mean two days', async () => {
		await expect(create({ expiresAt: '12/05/2037' })).rejects.toMatchObject({
			message: "'Expires At' can mean Dec 5, 2037 or May 12, 2037",
			description: expect.stringMatching(/year first/),
		});
	});
});

describe('What can not make an address is refused by the label of its field', () => {
	const long = { parameter: [{ name: 'txTime', value: '1' }] };
	const escaping = { parameter: [{ name: 'room', value: '1,r=live/other' }] };
	test.each([
		[{ domainName: ' ' }, "'Push Domain' is empty"],
		[{ domainName: 'rtmp://push.example.com/live' }, "'Push Domain' is not a domain"],
		[{ appName: '' }, "'App Name' is empty"],
		[{ streamName: '' }, "'Stream Name' is empty"],
		[{ streamName: 'a/b' }, "'Stream Name' holds a path with a slash"],
		[{ streamName: 'a?txSecret=1' }, "'Stream Name' holds a stream key with its parameters"],
		[{ appName: '/live/' }, "'App Name' holds a path with a slash"],
		[{ domainName: 'push.example.com:1935' }, "'Push Domain' is not a domain"],
		[{ streamName: 'a%b' }, "'Stream Name' holds a character that can't be part of an address"],
		[{ streamName: 'Bühne' }, "'Stream Name' holds a character that can't be part of an address"],
		[{ authKey: '' }, "'Authentication Key' is empty"],
		[{ authKey: 'ab cd' }, "'Authentication Key' contains white space"],
		[{ expiresAt: 'soon' }, "'Expires At' is not a date"],
		[{ expiresAt: '' }, "'Expires At' is not a date"],
		[{ expiresAt: '2020-01-01' }, "'Expires At' has already passed"],
		[{ expiresAt: '2120-01-01' }, "'Expires At' is too far ahead"],
		[{ protocols: [] }, "'Protocols' is empty"],
		[{ protocols: ['hls'] }, '\'Protocols\' does not know "hls"'],
		[{ streamName: '..' }, "'Stream Name' holds a character that can't be part of an address"],
		[{ streamName: 'a+b' }, "'Stream Name' holds a character that an SRT address can't carry"],
		[
			{ options: { queryParameters: escaping } },
			"A field of 'Query Parameters' holds a character that an SRT address can't carry",
		],
		[{ options: { queryParameters: long } }, "'Query Parameters' can't hold txTime"],
	])('%j', async (parameters, message) => {
		await expect(create(parameters as IDataObject)).rejects.toMatchObject({
			message: expect.stringContaining(message),
			description: expect.stringMatching(/^[A-Z]/),
			context: { itemIndex: 0 },
		});
	});

	test('without showing the key', async () => {
		const secret = 'very secret key';
		const error = await create({ authKey: secret }).catch((thrown: NodeOperationError) => thrown);
		const { message, description, stack, messages } = error as NodeOperationError;
		expect(message).toContain("'Authentication Key'");
		expect([message, description, stack, ...messages].join()).not.toContain(secret);
	});
});
