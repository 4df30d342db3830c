import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
	ENCODER_FIELDS,
	fitsSrt,
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

	test('hold a single parameter, too', () => {
		const query = [['room', '42']] as const;
		expect(ENCODER_FIELDS.rtmp({ ...place, query }).streamKey).toBe('test?room=42');
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

describe('The stream id of SRT', () => {
	/** As FFmpeg and OBS read it: to the ampersand, a plus for a space, nothing decoded. */
	const sentBy = (url: string) =>
		(/[?&]streamid=([^&]*)/.exec(url)?.[1] ?? '').replaceAll('+', ' ');

	const fieldsOf = (streamId: string) =>
		streamId
			.replace(/^#!::/, '')
			.split(',')
			.map((pair) => pair.split('='));

	test('holds parameters as they are', () => {
		const query = [['room', 'a/b:c@d-e.f_g~h!i*(j)'], ...place.query] as const;
		expect(PUSH_ADDRESSES.srt({ ...place, query })).toContain(
			`,r=live/test,room=a/b:c@d-e.f_g~h!i*(j),txSecret=${DOCUMENTED.txSecret},txTime=5C271099`,
		);
	});

	test('keeps each field of a place that fits, whether or not an encoder decodes it', () => {
		const text = fc.oneof(
			fc.string({ unit: 'binary-ascii', maxLength: 4 }),
			fc.constantFrom('room', '42', 'a/b', 'x.y-z'),
		);
		let fitting = 0;
		fc.assert(
			fc.property(parameters(text), fc.constantFrom('room', 'a+b', 'a:b'), (extra, streamName) => {
				const query = [...extra, ...place.query];
				const full = { ...place, streamName, query };
				if (!fitsSrt(full).ok) return;
				fitting += 1;
				const streamId = sentBy(PUSH_ADDRESSES.srt(full));
				const expected = [['h', place.domain], ['r', `live/${streamName}`], ...query];
				expect(fieldsOf(streamId)).toEqual(expected);
				expect(fieldsOf(decodeURIComponent(streamId))).toEqual(expected);
			}),
			{ numRuns: 1000 },
		);
		expect(fitting).toBeGreaterThan(100);
	});

	test.each([
		['a comma', '1,r=live/other'],
		['an ampersand', '1&latency=1'],
		['a plus', '1+1'],
		['an equals sign', 'a='],
		['a percent sign', '%2Cr'],
		['a hash', '#!::r'],
		['a question mark', 'a?r'],
		['a space', 'a b'],
		['Chinese', '直播'],
		...[...'"\'<>\\^`{|}\t\x7f'].map((sign): [string, string] => [
			JSON.stringify(sign),
			`a${sign}b`,
		]),
	])('is not made of a parameter with %s', (_what, value) => {
		for (const pair of [
			['room', value],
			[value, '1'],
		] as const) {
			expect(fitsSrt({ ...place, query: [pair] })).toEqual({
				ok: false,
				message: expect.stringMatching(/^A field of 'Query Parameters' .* SRT/),
				nextStep: expect.stringMatching(/leave SRT out of 'Protocols'/),
			});
		}
	});

	test.each(['u', 'r', 'h', 's', 't', 'm'])('has no second meaning for %s', (name) => {
		expect(fitsSrt({ ...place, query: [[name, 'request']] })).toMatchObject({
			message: `'Query Parameters' holds ${name}, which has a meaning of its own in an SRT address`,
		});
		expect(fitsSrt({ ...place, query: [[`${name}1`, 'request']] })).toEqual({ ok: true });
	});

	test.each([
		['App Name', { app: 'li+ve' }],
		['Stream Name', { streamName: 'ro+om' }],
	])('is not made of another name than that of %s', (label, part) => {
		expect(fitsSrt({ ...place, ...part })).toMatchObject({
			message: `'${label}' holds a character that an SRT address can't carry`,
		});
	});

	test('holds 512 characters', () => {
		const length = sentBy(PUSH_ADDRESSES.srt({ ...place, query: [['a', '']] })).length;
		const filled = (more: number) => [['a', 'x'.repeat(512 - length + more)]] as const;
		expect(fitsSrt({ ...place, query: filled(0) })).toEqual({ ok: true });
		expect(fitsSrt({ ...place, query: filled(1) })).toMatchObject({
			message: expect.stringMatching(/too long for an SRT address, which holds 512 characters/),
		});
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
