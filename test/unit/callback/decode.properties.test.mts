import fc from 'fast-check';
import { EVENTS, EVENT_KEYS } from '../../../nodes/callback/generated/events.ts';
import { readPayload } from '../../../nodes/callback/request.ts';
import { DEEPEST_LEVEL } from '../../../nodes/json/values.ts';
import { catalogue } from '../../tools/catalogue/events.mts';
import { at, decoded, decodedBody, payloadOf } from './decoded.mts';

const types = catalogue.events.flatMap(({ eventTypes }) => eventTypes);
const names = [
	...new Set(catalogue.events.flatMap(({ fields }) => fields.map(({ from }) => from))),
];

const anyName = fc.oneof(
	fc.constantFrom(...names, 'sign', 't', 'stream_param', '__proto__', 'constructor', 'toString'),
	fc.string(),
);
const anyValue = fc.oneof(
	fc.jsonValue({ maxDepth: 3 }),
	fc.constantFrom('', '0', 'txSecret=abc', '{"a_b":[1]}', '[', 1e30, -1, 8.64e12 + 1, null, {}, []),
	fc.dictionary(anyName, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }),
);
const anyType = fc.oneof(fc.constantFrom<unknown>(...types, ...types.map(String)), anyValue);
const anyPayload = fc
	.tuple(anyType, fc.dictionary(anyName, anyValue))
	.map(([event_type, fields]) => ({ ...fields, event_type }));

const options = { includeRaw: true, authenticated: true };

describe('any JSON object', () => {
	test('is decoded without an exception, to an item that n8n can store', () => {
		fc.assert(
			fc.property(fc.oneof(anyPayload, fc.dictionary(anyName, anyValue)), (payload) => {
				const item = decodedBody(JSON.stringify(payload), options);
				expect(JSON.parse(JSON.stringify(item))).toMatchObject({
					deliveryId: expect.stringMatching(/^[0-9a-f]{32}$/),
					validation: { ok: item.validation.problems.length === 0 },
				});
			}),
			{ numRuns: 2000 },
		);
	});

	test('is left as it was', () => {
		fc.assert(
			fc.property(anyPayload, (payload) => {
				const before = JSON.stringify(payload);
				decoded(payload, options);
				expect(JSON.stringify(payload)).toBe(before);
			}),
		);
	});

	test('shows its signature nowhere', () => {
		fc.assert(
			fc.property(anyPayload, (payload) => {
				const signed = { ...payload, sign: 'a', more: { sign: 'a', list: [[{ sign: 'a' }]] } };
				expect(JSON.stringify(decoded(signed, options))).not.toContain('"sign":"a"');
			}),
		);
	});

	/** JSON of an even number of levels. */
	const nested = (levels: number) => `${'{"a_b":['.repeat(levels / 2)}1${']}'.repeat(levels / 2)}`;

	test('nested as deep as a payload may be is decoded', () => {
		for (const field of ['exception', 'news', 'session_id']) {
			const reading = (levels: number) =>
				readPayload(`{"event_type":341,"${field}":${nested(levels)}}`);
			const read = reading(DEEPEST_LEVEL - 2);
			expect(read.ok && decoded(read.payload, options).event).toBe('recordingException');
			expect(reading(DEEPEST_LEVEL).ok).toBe(false);
		}
	});

	test.each([
		[2, true],
		[DEEPEST_LEVEL, true],
		[DEEPEST_LEVEL + 2, false],
		[7000, false],
	])('with a text of JSON nested %i levels deep has it read: %p', (levels, isRead) => {
		const { relay, validation } = decoded({ event_type: 314, msg: nested(levels) }, options);
		const { detail } = relay as { detail: unknown };
		expect(typeof detail).toBe(isRead ? 'object' : 'string');
		expect(validation.problems.some(({ field }) => field === 'msg')).toBe(!isRead);
	});
});

describe('what is put in is found again', () => {
	const rows = catalogue.events.flatMap((event) =>
		event.fields
			.filter(({ to, type }) => to !== null && ['string', 'integer', 'number'].includes(type))
			.map((field) => [`${event.key}.${field.from}`, event.key, field] as const),
	);

	test.each(rows)(
		'at the place that the catalogue names: %s',
		(_name, key, { from, to, type, trim }) => {
			const others = catalogue.events
				.find((event) => event.key === key)!
				.fields.filter((field) => field.to === to && field.from !== from)
				.map((field) => [field.from, undefined] as const);
			const value = type === 'string' ? fc.string() : fc.integer();
			fc.assert(
				fc.property(value, (put) => {
					const payload = payloadOf(key as 'snapshot', {
						...Object.fromEntries(others),
						[from]: put,
					});
					const expected = typeof put === 'string' && trim ? put.trim() : put;
					fc.pre(!(from === 'to_url' && String(put).includes('=')));
					expect(at(decoded(payload), to!)).toEqual(expected);
				}),
				{ numRuns: 20 },
			);
		},
	);

	test('under extra for every field that no event knows, whatever the event', () => {
		const freshName = fc
			.string()
			.filter(
				(name) =>
					!names.includes(name) && !/^(sign|t|event_type|appId|streamId|channelId)$/.test(name),
			);
		const plain = fc
			.jsonValue({ maxDepth: 3 })
			.filter((value) => !/sign|txSecret|-0/.test(JSON.stringify(value)));
		fc.assert(
			fc.property(
				fc.constantFrom(...EVENT_KEYS),
				fc.dictionary(freshName, plain),
				(key, fields) => {
					const rest = { ...fields };
					delete rest.event_type;
					const { extra, validation } = decoded({ ...payloadOf(EVENTS[key].key), ...rest });
					expect(Object.entries(extra ?? {})).toEqual(Object.entries(rest));
					expect(validation.unknownFields).toEqual(Object.keys(rest));
				},
			),
		);
	});
});
