import fc from 'fast-check';
import { isoTime } from '../../../nodes/callback/isoTime.ts';
import { at, decoded, payloadOf } from './decoded.mts';

const LAST_INSTANT_S = 8.64e12;

describe('a time', () => {
	test.each([
		['UNIX seconds', 1703731478, '2023-12-28T02:44:38.000Z'],
		['seconds as digits', '1703731478', '2023-12-28T02:44:38.000Z'],
		['a fraction of a second', 1703731478.5, '2023-12-28T02:44:38.500Z'],
		['before 1970', -1, '1969-12-31T23:59:59.000Z'],
		['0, which is no time', 0, null],
		['0 as text', '0', null],
		['an empty string', '', null],
		['the last instant there is', LAST_INSTANT_S, '+275760-09-13T00:00:00.000Z'],
	])('is taken: %s', (_reason, value, expected) => {
		const item = decoded(payloadOf('streamEnd', { event_time: value }));
		expect(item.occurredAt).toBe(expected);
		expect(item.validation.ok).toBe(true);
	});

	test.each([
		['words', 'yesterday', 'must be integer'],
		['an ISO date', '2023-12-28', 'must be integer'],
		['an instant too late to exist', LAST_INSTANT_S + 1, 'must be <= 8640000000000'],
		['an instant too early to exist', -LAST_INSTANT_S - 1, 'must be >= -8640000000000'],
		['an instant too late, as digits', '99999999999999999999', 'must be integer'],
		['a number without end', Infinity, 'must be integer'],
		['true', true, 'must be integer'],
		['a list', [1703731478], 'must be integer'],
	])('stays and is reported: %s', (_reason, value, problem) => {
		const item = decoded(payloadOf('streamEnd', { event_time: value }));
		expect(item.occurredAt).toEqual(value);
		expect(item.validation.problems).toEqual([{ field: 'event_time', problem }]);
	});

	test('in milliseconds is one where the catalogue says so', () => {
		const item = decoded(payloadOf('pushException', { data_time: 1703731478123 }));
		expect(item.occurredAt).toBe('2023-12-28T02:44:38.123Z');
	});

	test.each([
		['a number', 316441, '.316Z'],
		['digits', '316441', '.316Z'],
		['less than a millisecond', 999, '.000Z'],
		['the last microsecond', 999_999, '.999Z'],
		['more than a second', 1_000_000, '.000Z'],
		['negative', -1, '.000Z'],
		['missing', undefined, '.000Z'],
		['null', null, '.000Z'],
	])('takes its microseconds from the field beside it: %s', (_reason, microseconds, fraction) => {
		const changes = { end_time: 1642089598, end_time_usec: microseconds };
		const item = decoded(payloadOf('recordingFile', changes));
		expect(at(item, 'recording.endedAt')).toBe(`2022-01-13T15:59:58${fraction}`);
		expect(item.occurredAt).toBe(at(item, 'recording.endedAt'));
		expect(item.validation.problems).toEqual([]);
	});

	test('does not fail over microseconds that are none', () => {
		const item = decoded(payloadOf('recordingFile', { end_time_usec: 'some' }));
		expect(at(item, 'recording.endedAt')).toBe('2022-01-13T15:59:58.000Z');
		expect(item.validation.problems).toEqual([
			{ field: 'end_time_usec', problem: 'must be integer' },
		]);
	});

	test('that is none leaves occurredAt null where that is only derived from it', () => {
		const item = decoded(payloadOf('recordingFile', { end_time: 'soon' }));
		expect(item.occurredAt).toBeNull();
		expect(at(item, 'recording.endedAt')).toBe('soon');
	});

	test('of receipt and of the signature is given, the latter only for a checked callback', () => {
		const payload = payloadOf('streamEnd', { t: 1703732078, sign: 'x' });
		expect(decoded(payload).receivedAt).toBe('2026-11-24T10:00:02.123Z');
		expect(decoded(payload).validation.signatureExpiresAt).toBeNull();
		const { validation } = decoded(payload, { authenticated: true });
		expect(validation.signatureExpiresAt).toBe('2023-12-28T02:54:38.000Z');
		const none = decoded(payloadOf('streamEnd'), { authenticated: true, receivedAt: NaN });
		expect([none.receivedAt, none.validation.signatureExpiresAt]).toEqual([null, null]);
	});

	test('of a signature that came in the address is taken from there', () => {
		const options = { authenticated: true, expiresAt: 1703732078 };
		const { validation } = decoded(payloadOf('streamEnd'), options);
		expect(validation.signatureExpiresAt).toBe('2023-12-28T02:54:38.000Z');
	});
});

describe('isoTime', () => {
	test('agrees with toISOString for every instant', () => {
		const instants = fc.oneof(
			fc.date({ noInvalidDate: true }),
			fc.date({ min: new Date(0), noInvalidDate: true }),
		);
		fc.assert(
			fc.property(instants, (instant) => {
				expect(isoTime(instant.getTime())).toBe(instant.toISOString());
			}),
			{ numRuns: 2000 },
		);
	});

	test.each([-62167219200001, -62167219200000, -1, 0, 253402300799999, 253402300800000, 8.64e15])(
		'agrees with toISOString at the edge %p',
		(milliseconds) => {
			expect(isoTime(milliseconds)).toBe(new Date(milliseconds).toISOString());
		},
	);

	test.each([NaN, Infinity, -Infinity, 8.64e15 + 1])('knows that %p is no instant', (value) => {
		expect(isoTime(value)).toBeUndefined();
	});
});
