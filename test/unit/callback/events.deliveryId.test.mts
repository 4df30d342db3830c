import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { deliveryIdOf, eventOf } from '../../../nodes/callback/events.ts';
import { EVENTS } from '../../../nodes/callback/generated/events.ts';
import { DEEPEST_LEVEL, sortedJson } from '../../../nodes/json/values.ts';
import { catalogue } from '../../tools/catalogue/events.mts';
import { decoded, payloadOf } from './decoded.mts';

const idOf = (payload: Record<string, unknown>) => deliveryIdOf(payload, eventOf(payload));
const firstDigits = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);

const identified = catalogue.events
	.filter(({ identity }) => identity !== null)
	.map((event) => [EVENTS[event.key as 'snapshot'].key, event] as const);
const anonymous = catalogue.events
	.filter(({ identity }) => identity === null)
	.map((event) => EVENTS[event.key as 'snapshot'].key);

describe('the delivery id of', () => {
	test('a stream event is the digest of the list of what identifies it', () => {
		const list = '["0","push.example.com","live","test_stream","2210464508206756938","1703731606"]';
		expect(idOf(payloadOf('streamEnd'))).toBe(firstDigits(list));
		expect(decoded(payloadOf('streamEnd')).deliveryId).toBe(firstDigits(list));
	});

	test('an event with an object in its identity takes the object with sorted keys', () => {
		const changes = { session_id: '1', timestamp: 2, exception: { b: [{ d: 1, c: 2 }], a: null } };
		const list = '["341","1","2","{\\"a\\":null,\\"b\\":[{\\"c\\":2,\\"d\\":1}]}"]';
		expect(idOf(payloadOf('recordingException', changes))).toBe(firstDigits(list));
	});

	test('an event without a field that comes sometimes has an empty text for it', () => {
		const list = '["200","test_stream","1545030273","/2018-12-17/a.jpg"]';
		const changes = {
			stream_id: 'test_stream',
			create_time: 1545030273,
			pic_url: '/2018-12-17/a.jpg',
		};
		expect(idOf(payloadOf('snapshot', changes))).toBe(firstDigits(list));
		const recording = payloadOf('recordingFile', { task_id: undefined });
		expect(idOf(recording)).toBe(idOf({ ...recording, task_id: '' }));
	});

	test.each(identified)('%s stays the same through every retry', (key) => {
		// Without its time, a relay's step may come again: then the whole payload counts.
		const timed = key === 'relay' ? { event_time: '1703731478' } : {};
		const first = payloadOf(key, { ...timed, t: 1703732078, sign: 'a' });
		const retry = { sign: 'b', ...payloadOf(key, timed), t: 1703732138, retries: 1 };
		expect(idOf(retry)).toBe(idOf(first));
		expect(decoded(retry, { receivedAt: 1 }).deliveryId).toBe(decoded(first).deliveryId);
	});

	test.each(identified)('%s changes with every field that identifies it', (key, { identity }) => {
		const ids = identity!.map((name) => idOf(payloadOf(key, { [name]: 'another' })));
		expect(new Set([idOf(payloadOf(key)), ...ids]).size).toBe(identity!.length + 1);
	});

	test.each(identified)('%s does not depend on text or number', (key, { identity }) => {
		const payload = payloadOf(key);
		const texts = identity!.filter((name) => typeof payload[name] === 'number');
		const changes = Object.fromEntries(texts.map((name) => [name, String(payload[name])]));
		expect(idOf({ ...payload, ...changes })).toBe(idOf(payload));
	});

	test('a stream event does not depend on how its domain is called', () => {
		const { app, appname, stream_id, ...rest } = payloadOf('streamEnd');
		expect(idOf({ ...rest, domain: app, path: appname, streamId: stream_id })).toBe(
			idOf(payloadOf('streamEnd')),
		);
	});

	test.each([undefined, null, ''])(
		'an event that lacks a field Tencent always sends is that of the whole payload (%p)',
		(gone) => {
			const payload = payloadOf('streamEnd', { sequence: gone });
			expect(idOf({ ...payload, t: 1, sign: 'a' })).toBe(firstDigits(sortedJson(payload)));
			expect(idOf({ ...payload, errcode: 2 })).not.toBe(idOf(payload));
		},
	);

	test.each(anonymous)(
		'%s is that of the whole payload, without t and sign, keys sorted',
		(key) => {
			const payload = payloadOf(key);
			const turned = Object.fromEntries(Object.entries(payload).reverse());
			expect(idOf({ ...turned, t: 1, sign: 'a' })).toBe(firstDigits(sortedJson(payload)));
			expect(idOf({ ...payload, more: 1 })).not.toBe(idOf(payload));
		},
	);

	test('an unknown event is that of the whole payload', () => {
		expect(idOf({ b: 1, a: { d: 1, c: 2 }, t: 5, sign: 'x' })).toBe(
			firstDigits('{"a":{"c":2,"d":1},"b":1}'),
		);
	});
});

describe('JSON with sorted keys', () => {
	const sorted = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(sorted);
		if (typeof value !== 'object' || value === null) return value;
		const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
		return new Map(entries.map(([name, member]) => [name, sorted(member)]));
	};
	const written = (value: unknown): string => {
		if (Array.isArray(value)) return `[${value.map(written).join()}]`;
		if (!(value instanceof Map)) return JSON.stringify(value);
		return `{${[...value].map(([name, member]) => `${JSON.stringify(name)}:${written(member)}`).join()}}`;
	};

	test('holds what was put in, in an order that does not depend on the input', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) =>
				expect(sortedJson(value)).toBe(written(sorted(value))),
			),
		);
	});

	test('can be made of whatever is as deep as it may be', () => {
		const deep = `${'['.repeat(DEEPEST_LEVEL)}${']'.repeat(DEEPEST_LEVEL)}`;
		expect(sortedJson(JSON.parse(deep))).toBe(deep);
	});
});
