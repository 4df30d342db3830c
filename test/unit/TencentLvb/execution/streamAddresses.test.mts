import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
	ENCODER_FIELDS,
	PLAY_ADDRESSES,
	PUSH_ADDRESSES,
	txSecretOf,
	txTimeOf,
} from '../../../../nodes/TencentLvb/execution/streamAddresses.ts';
/** The worked example of Tencent doc 31560, with its key and its result. */
const DOCUMENTED = {
	key: 'e12c46f2612d5106e2034781ab261ca3',
	streamName: 'test',
	txTime: '5C271099',
	txSecret: 'f85a2ab363fe4deaffef9754d79da6fe',
	url: 'rtmp://livepush.tcloud.com/live/test?txSecret=f85a2ab363fe4deaffef9754d79da6fe&txTime=5C271099',
};

describe('The signature', () => {
	test("is that of Tencent's worked example", () => {
		const { key, streamName, txTime, txSecret } = DOCUMENTED;
		expect(txSecretOf(key, streamName, { txTime, digest: 'md5' })).toBe(txSecret);
	});

	test('is a SHA-256 of the same text where the domain is set so', () => {
		const { key, streamName, txTime } = DOCUMENTED;
		expect(txSecretOf(key, streamName, { txTime, digest: 'sha256' })).toBe(
			createHash('sha256').update(`${key}${streamName}${txTime}`).digest('hex'),
		);
	});

	test.each([
		[
			'the document on URLs (38393): midnight of 2017 in Beijing',
			'2016-12-31T16:00:00Z',
			'5867D600',
		],
		['the document on signatures (31560)', '2023-09-14T05:33:21Z', '65029B21'],
	])('writes the time as %s', (_, instant, txTime) => {
		expect(txTimeOf(Date.parse(instant) / 1000)).toBe(txTime);
	});
});

const place = {
	domain: 'livepush.tcloud.com',
	app: 'live',
	streamName: 'test',
	query: [
		['txSecret', DOCUMENTED.txSecret],
		['txTime', DOCUMENTED.txTime],
	],
} as const;
const parameters = (text: fc.Arbitrary<string>) => fc.array(fc.tuple(text, text), { maxLength: 3 });
const signature = `txSecret=${DOCUMENTED.txSecret}&txTime=${DOCUMENTED.txTime}`;

describe('Push addresses', () => {
	test("are Tencent's own for RTMP", () => {
		expect(PUSH_ADDRESSES.rtmp(place)).toBe(DOCUMENTED.url);
	});

	test.each([
		['rtmps', DOCUMENTED.url.replace('rtmp:', 'rtmps:')],
		['webrtc', `webrtc://livepush.tcloud.com/live/test?${signature}`],
		[
			'srt',
			`srt://livepush.tcloud.com:9000?streamid=#!::h=livepush.tcloud.com,r=live/test,${signature.replace('&', ',')}`,
		],
		['rtmpOverSrt', `rtmp://livepush.tcloud.com:3570/live/test?${signature}`],
		['rtmpOverQuic', `rtmp://livepush.tcloud.com:443/live/test?${signature}`],
	] as const)('have the documented form for %s', (protocol, url) => {
		expect(PUSH_ADDRESSES[protocol](place)).toBe(url);
	});
});

describe('Server and stream key', () => {
	test.each([
		['rtmp', 'rtmp://livepush.tcloud.com/live'],
		['rtmps', 'rtmps://livepush.tcloud.com/live'],
	] as const)('of %s are parted behind the app', (protocol, server) => {
		expect(ENCODER_FIELDS[protocol](place)).toEqual({ server, streamKey: `test?${signature}` });
	});

	test('are the stream name alone where nothing is signed', () => {
		expect(ENCODER_FIELDS.rtmps({ ...place, query: [] }).streamKey).toBe('test');
	});

	// OBS joins the two with a slash.
	test('make the address again, whatever parameters hold', () => {
		fc.assert(
			fc.property(parameters(fc.string({ unit: 'grapheme' })), (extra) => {
				const full = { ...place, query: [...extra, ...place.query] };
				for (const protocol of ['rtmp', 'rtmps'] as const) {
					const { server, streamKey } = ENCODER_FIELDS[protocol](full);
					expect(`${server}/${streamKey}`).toBe(PUSH_ADDRESSES[protocol](full));
				}
			}),
		);
	});
});

describe('Parameters stay in their place', () => {
	const addresses = Object.entries({
		...{ rtmp: PUSH_ADDRESSES.rtmp, rtmps: PUSH_ADDRESSES.rtmps, webrtc: PUSH_ADDRESSES.webrtc },
		...{ rtmpOverSrt: PUSH_ADDRESSES.rtmpOverSrt, rtmpOverQuic: PUSH_ADDRESSES.rtmpOverQuic },
		...{ flv: PLAY_ADDRESSES.flv, hls: PLAY_ADDRESSES.hls },
	});

	test.each(addresses)('of an address for %s', (_protocol, addressOf) => {
		fc.assert(
			fc.property(parameters(fc.string({ unit: 'grapheme' })), (extra) => {
				const query = [...extra, ...place.query];
				const url = new URL(addressOf({ ...place, query }));
				expect([...url.searchParams]).toEqual(query);
				expect([url.hostname, url.hash]).toEqual([place.domain, '']);
			}),
		);
	});
});

describe('Playback addresses', () => {
	test.each([
		['webrtc', `webrtc://livepush.tcloud.com/live/test?${signature}`],
		['rtmp', `rtmp://livepush.tcloud.com/live/test?${signature}`],
		['flv', `http://livepush.tcloud.com/live/test.flv?${signature}`],
		['hls', `http://livepush.tcloud.com/live/test.m3u8?${signature}`],
	] as const)('have the documented form for %s', (protocol, url) => {
		expect(PLAY_ADDRESSES[protocol](place)).toBe(url);
	});

	test('begin with https on request', () => {
		expect(PLAY_ADDRESSES.hls({ ...place, secure: true })).toMatch(/^https:/);
	});

	test('end after the path where nothing is signed', () => {
		expect(PLAY_ADDRESSES.flv({ ...place, query: [] })).toBe(
			'http://livepush.tcloud.com/live/test.flv',
		);
	});
});
