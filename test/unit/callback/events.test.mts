import { decodeCallback } from '../../../nodes/callback/decode.ts';
import { eventOf, outputOf } from '../../../nodes/callback/events.ts';
import {
	EVENT_KEYS,
	EVENT_OPTIONS,
	EVENTS,
	OUTPUT_NAMES,
	SLOT_NAMES,
} from '../../../nodes/callback/generated/events.ts';
import { samplePayload } from '../../../nodes/callback/sample.ts';
import { catalogue } from '../../tools/catalogue/events.mts';
import { readOutputs } from '../../../tools/catalogue/read.mts';

describe('the events', () => {
	test('are those of the catalogue', () => {
		expect([...EVENT_KEYS].sort()).toEqual(catalogue.events.map(({ key }) => key).sort());
		expect(Object.keys(EVENTS).sort()).toEqual([...EVENT_KEYS].sort());
		expect(EVENT_KEYS).toHaveLength(19);
	});

	test('can all be chosen, in the order of their outputs', () => {
		expect(EVENT_OPTIONS.map(({ value }) => value)).toEqual([...EVENT_KEYS]);
		const outputs = EVENT_KEYS.map((key) => EVENTS[key].output);
		expect(outputs).toEqual(outputs.toSorted((a, b) => a - b));
	});

	test.each(catalogue.events.map((event) => [event.key, event] as const))(
		'%s is what the catalogue says',
		(_key, { key, eventTypes, label, slot, site, slotSite, signed, output, ...event }) => {
			const entry = EVENTS[key as 'snapshot'];
			expect(entry).toMatchObject({ key, eventTypes, label, slot, signed });
			expect(entry.retries).toBe(event.retries);
			expect(entry.intervalSeconds).toBe(event.intervalSeconds);
			expect(entry.chinaOnly).toBe(site === 'china');
			expect(entry.slotChinaOnly).toBe(slotSite === 'china');
			expect(slotSite === null).toBe(slot === null);
			expect(entry.inConsoleTemplate).toBe(event.inConsoleTemplate === true);
			expect(OUTPUT_NAMES[entry.output]).toBe(output);
			expect(entry.urlEnteredAt === null).toBe(slot !== null);
			for (const event_type of eventTypes) expect(eventOf({ event_type })).toBe(entry);
		},
	);

	test('have nine slots, of which the API of the China site alone knows three', () => {
		expect(SLOT_NAMES).toHaveLength(9);
		const chinaOnly = EVENT_KEYS.filter((key) => EVENTS[key].slotChinaOnly).map(
			(key) => EVENTS[key].slot,
		);
		expect(chinaOnly.sort()).toEqual([
			'AudioAuditNotifyUrl',
			'RecordExceptionNotifyUrl',
			'RecordStatusNotifyUrl',
		]);
	});

	test('are sent by both sites but for one, and seven are entered in the console alone', () => {
		expect(EVENT_KEYS.filter((key) => EVENTS[key].chinaOnly)).toEqual(['streamMonitor']);
		const numbers = EVENT_KEYS.filter((key) => EVENTS[key].inConsoleTemplate).flatMap(
			(key) => EVENTS[key].eventTypes,
		);
		expect(numbers).toEqual([343, 344, 345, 338, 347, 348, 349]);
	});

	test('are signed but for two', () => {
		expect(EVENT_KEYS.filter((key) => !EVENTS[key].signed).sort()).toEqual([
			'relay',
			'streamMonitor',
		]);
	});
});

describe('the outputs', () => {
	test('stand in the order that saved workflows rely on', async () => {
		expect(OUTPUT_NAMES).toEqual([
			'Started',
			'Ended',
			'Recording',
			'Screenshot',
			'Moderation',
			'Quality',
			'Other',
		]);
		expect(readOutputs(catalogue).map(({ name }) => name)).toEqual(OUTPUT_NAMES);
	});

	test.each<[string, object, number]>([
		['a known event', { event: 'recordingStatus', eventType: 332 }, 2],
		['event type 0, which is falsy', { event: 'streamEnd', eventType: 0 }, 1],
		['an event without its name', { eventType: 200 }, 3],
		['an unknown event', { event: 'unknown', eventType: 4242 }, 6],
		['an event named like a method', { event: 'toString' }, 6],
		['nothing', {}, 6],
		['nonsense', { event: {}, eventType: [] }, 6],
	])('take %s', (_reason, item, output) => {
		expect(outputOf(item)).toBe(output);
	});
});

describe('a sample', () => {
	test.each(EVENT_KEYS)('of %s is one of its event, without a signature, new each time', (key) => {
		const sample = samplePayload(key);
		expect(eventOf(sample)?.key).toBe(key);
		expect(sample).not.toHaveProperty('sign');
		expect(sample).not.toHaveProperty('t');
		expect(samplePayload(key)).not.toBe(sample);
		expect(samplePayload(key)).toEqual(sample);
	});
});

describe('an interruption', () => {
	const interruptionAt = (errcode: unknown) =>
		decodeCallback({ ...samplePayload('streamEnd'), errcode }, { receivedAt: 0 });

	test.each([
		['the end of a show', 1, { outcome: 'normal', fault: false }],
		['the same as text', '1', { outcome: 'normal', fault: false }],
		['nought', 0, { outcome: 'unknown', fault: null }],
		['an unlisted code', 4711, { outcome: 'unknown', fault: null }],
		['no code', undefined, { outcome: 'unknown', fault: null }],
		['nonsense', 'constructor', { outcome: 'unknown', fault: null }],
	])('is explained: %s', (_reason, errcode, expected) => {
		expect(interruptionAt(errcode)).toMatchObject({
			interruption: {
				...expected,
				reason: expect.any(String),
				explanation: expect.stringMatching(/\.$/),
				nextStep: expect.stringMatching(/\.$/),
			},
		});
	});

	test('belongs to its item alone', () => {
		const [one, other] = [interruptionAt(1), interruptionAt(1)] as Array<{ interruption?: object }>;
		expect(one!.interruption).not.toBe(other!.interruption);
	});

	test('is told of the end of a stream only', () => {
		const item = decodeCallback(samplePayload('streamBegin'), { receivedAt: 0 });
		expect(item).not.toHaveProperty('interruption');
	});
});
