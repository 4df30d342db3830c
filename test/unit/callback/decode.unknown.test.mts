import { decoded, payloadOf } from './decoded.mts';

const unknown = {
	event_type: 4242,
	app: ' push.example.com ',
	path: 'live',
	streamId: 'room-42',
	appid: '1250000000',
	stream_param: 'txSecret=abc&room=42',
	t: 1703732078,
	sign: 'abc',
	news: { sub_label: 1, sign: 'abc', list: [{ sign: 1, kept: 2 }] },
};

describe('an event type that the catalogue lacks', () => {
	test('is delivered with its common fields, and whole in extra', () => {
		expect(decoded(unknown, { authenticated: true })).toEqual({
			event: 'unknown',
			eventName: 'Unknown Event',
			summary: 'room-42: an event with the number 4242 that this version does not know',
			eventType: 4242,
			deliveryId: expect.stringMatching(/^[0-9a-f]{32}$/),
			occurredAt: null,
			receivedAt: '2026-11-24T10:00:02.123Z',
			appId: 1250000000,
			domain: 'push.example.com',
			appName: 'live',
			streamName: 'room-42',
			streamParams: { txSecret: '[hidden]', room: '42' },
			extra: {
				event_type: 4242,
				app: ' push.example.com ',
				path: 'live',
				streamId: 'room-42',
				appid: '1250000000',
				stream_param: 'txSecret=[hidden]&room=42',
				news: { sub_label: 1, list: [{ kept: 2 }] },
			},
			validation: {
				ok: true,
				problems: [],
				unknownFields: ['news'],
				signatureExpiresAt: '2023-12-28T02:54:38.000Z',
			},
		});
	});

	test.each([
		['missing', undefined, null],
		['null', null, null],
		['a fraction', 1.5, null],
		['a word', 'streamBegin', null],
		['an object', { valueOf: 1 }, null],
		['digits of one that is not listed', '4242', 4242],
		['too long to be exact', 1e30, 1e30],
	])('is one that is %s', (_reason, eventType, expected) => {
		const item = decoded(payloadOf('streamEnd', { event_type: eventType }));
		expect(item).toMatchObject({
			event: 'unknown',
			eventType: expected,
			streamName: 'test_stream',
		});
	});

	test.each([
		['a number', 0],
		['digits', '0'],
		['minus nought', -0],
	])('is none that is %s of a listed one', (_reason, eventType) => {
		const item = decoded(payloadOf('streamEnd', { event_type: eventType }));
		expect(item).toMatchObject({ event: 'streamEnd', eventType: 0 });
	});

	test('is delivered even where there is nothing in it', () => {
		const item = decoded({});
		expect(item).toMatchObject({ event: 'unknown', eventType: null, validation: { ok: true } });
		expect(item).not.toHaveProperty('extra');
	});

	test('has its common fields reported where they are none', () => {
		const item = decoded({ app: { a: 1 } });
		expect(item.domain).toEqual({ a: 1 });
		expect(item.validation.problems).toEqual([{ field: 'app', problem: 'must be string' }]);
	});
});

describe('a field that the catalogue lacks', () => {
	test('is listed, and kept untouched under extra', () => {
		const news = { sub_label: [{ SubLabel: ' a ' }] };
		const item = decoded(payloadOf('snapshot', { news, more: null }));
		expect(item.extra).toEqual({ news, more: null });
		expect(item.validation).toMatchObject({ ok: true, unknownFields: ['news', 'more'] });
	});

	test('comes after the groups and before the validation', () => {
		const names = Object.keys(decoded(payloadOf('streamEnd', { news: 1 }), { includeRaw: true }));
		expect(names.slice(-5)).toEqual(['push', 'interruption', 'extra', 'validation', 'raw']);
	});

	test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', ' '])(
		'is kept as its own, whatever its name: %p',
		(name) => {
			const payload = JSON.parse(
				`{"event_type":0,${JSON.stringify(name)}:{"a":1},"news":{${JSON.stringify(name)}:2}}`,
			) as object;
			const { extra, validation } = decoded(payload);
			expect(Object.entries(extra!)).toContainEqual([name, { a: 1 }]);
			expect(Object.entries(extra!.news!)).toEqual([[name, 2]]);
			expect(validation.unknownFields).toEqual([name, 'news']);
			expect(({} as Record<string, unknown>).a).toBeUndefined();
		},
	);
});

describe('an average score under the number of a score below the threshold', () => {
	test('is known by its average', () => {
		const average = payloadOf('evaluationAverage', { event_type: 344 });
		expect(decoded(average)).toMatchObject({ event: 'evaluationAverage', eventType: 344 });
		expect(decoded(average).validation).toMatchObject({ ok: true, unknownFields: [] });
		const below = { ...average, average_score: null };
		expect(decoded(below)).toMatchObject({ event: 'evaluationThreshold', eventType: 344 });
	});
});
