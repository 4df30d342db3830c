import fc from 'fast-check';
import { EVENT_KEYS } from '../../../nodes/callback/generated/events.ts';
import { hideQuerySecrets } from '../../../nodes/json/secrets.ts';
import { at, decoded, payloadOf } from './decoded.mts';

const SIGN = '5be4b99b5aad23406d9002e679aa5a75';
const SECRET = '0123456789abcdef0123456789abcdef';

describe('the signature', () => {
	test.each(EVENT_KEYS)('is nowhere in the item of %s', (key) => {
		const nested = { sign: SIGN, list: [{ sign: SIGN }], deep: { Sign: SIGN } };
		const places = Object.keys(payloadOf(key)).filter((name) => name !== 'event_type');
		for (const place of places) {
			const payload = payloadOf(key, {
				sign: SIGN,
				t: 1,
				news: { sign: SIGN },
				[place]: { sign: SIGN },
			});
			expect(JSON.stringify(decoded(payload))).not.toContain(SIGN);
		}
		const payload = payloadOf(key, {
			sign: SIGN,
			t: 1,
			data: nested,
			exception: nested,
			msg: nested,
		});
		const item = decoded(payload, { includeRaw: true });
		expect(JSON.stringify(item)).not.toContain('"sign"');
	});

	test.each(EVENT_KEYS)('does not get into the sentence about %s', (key) => {
		for (const place of Object.keys(payloadOf(key)).filter((name) => name !== 'event_type')) {
			const item = decoded(
				payloadOf(key, { sign: SIGN, [place]: { sign: SIGN, desc: { sign: SIGN } } }),
			);
			expect(item.summary).not.toContain(SIGN);
		}
	});

	test('is not among the parameters of the stream', () => {
		const item = decoded(payloadOf('streamEnd', { stream_param: `sign=${SIGN}` }));
		expect(item.streamParams).toEqual({ sign: '[hidden]' });
	});
});

describe('raw', () => {
	test('is the payload as received, but for the signature and push secrets', () => {
		const payload = payloadOf('relay', {
			sign: SIGN,
			t: 1703732078,
			to_url: `rtmp://push.example.com/live/a?txSecret=${SECRET}&txTime=5DEBEC80`,
			stream_param: `txSecret=${SECRET}`,
			news: { sub_label: 1, sign: SIGN },
		});
		const { sign, ...rest } = payload;
		expect(sign).toBe(SIGN);
		expect(decoded(payload, { includeRaw: true }).raw).toEqual({
			...rest,
			to_url: 'rtmp://push.example.com/live/a?txSecret=[hidden]&txTime=5DEBEC80',
			stream_param: 'txSecret=[hidden]',
			news: { sub_label: 1 },
		});
	});

	test('comes only where it was asked for, and shares nothing with the payload', () => {
		const payload = payloadOf('recordingException');
		expect(decoded(payload)).not.toHaveProperty('raw');
		const { raw } = decoded(payload, { includeRaw: true });
		expect(raw!.exception).toEqual(payload.exception);
		expect(raw!.exception).not.toBe(payload.exception);
	});
});

describe('a push secret', () => {
	test.each([
		['the address that a relay task pushes to', 'relay', 'to_url', 'relay.targetUrl'],
		['the parameters of a stream', 'streamEnd', 'stream_param', 'streamParams'],
		[
			'parameters in an event that has none',
			'recordingStatus',
			'stream_param',
			'extra.stream_param',
		],
		['an address in a new field', 'snapshot', 'push_url', 'extra.push_url'],
	] as const)('is hidden in %s', (_reason, key, field, path) => {
		const url = `rtmp://push.example.com/live/a?txSecret=${SECRET}&room=42`;
		const item = decoded(payloadOf(key, { [field]: url }), { includeRaw: true });
		expect(JSON.stringify(item)).not.toContain(SECRET);
		expect(JSON.stringify(at(item, path))).toContain('42');
	});

	test.each([
		['streamEnd', 'stream_id'],
		['recordingFile', 'file_format'],
		['imageModeration', 'subLabel'],
		['liveSummary', 'title'],
		['streamMonitor', 'event_name'],
	] as const)('is hidden in the sentence about %s, too, where it stands in %s', (key, field) => {
		for (const text of [
			`txSecret=${SECRET}`,
			`a?txsecret=${SECRET}&b=1`,
			`tx%53ecret%3D${SECRET}`,
		]) {
			const item = decoded(payloadOf(key, { [field]: text }));
			expect(item.summary).toContain(
				field === 'stream_id' || key !== 'streamMonitor' ? '[hidden]' : 'hidden',
			);
			expect(item.summary).not.toContain(SECRET);
		}
	});

	test('is hidden where the parameters are no text', () => {
		const stream_param = [`txSecret=${SECRET}`, { stream_param: `txSecret=${SECRET}` }];
		const item = decoded(payloadOf('streamEnd', { stream_param }), { includeRaw: true });
		expect(JSON.stringify(item)).not.toContain(SECRET);
	});
});

describe('hiding secrets in a text', () => {
	test.each([
		['a=1&b=2', 'a=1&b=2'],
		['', ''],
		['key', 'key'],
		['key=', 'key=[hidden]'],
		['?Token=1&a=%zz', '?Token=[hidden]&a=%zz'],
		['http://a/b?x=1&auth_key=1-2-3', 'http://a/b?x=1&auth_key=[hidden]'],
		['http://a/b?x=1?txSecret=2&&', 'http://a/b?x=1?txSecret=[hidden]&&'],
		['monkey=1&keys=2', 'monkey=1&keys=2'],
	])('makes of %p %p', (text, expected) => {
		expect(hideQuerySecrets(text)).toBe(expected);
	});

	test('changes no text without secrets', () => {
		const text = fc.string({ unit: fc.constantFrom('a', '=', '&', '?', '%', '1', '#') });
		fc.assert(fc.property(text, (value) => hideQuerySecrets(value) === value));
	});
});
