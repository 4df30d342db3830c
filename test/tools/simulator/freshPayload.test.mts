import { freshPayload } from '../../../tools/simulator/callbacks/payload.mts';
import { eventNamed, readEvents } from '../../../tools/simulator/catalogue.mts';
const events = readEvents();
const NOW = Date.UTC(2026, 10, 24, 10, 0, 0, 123);
const fresh = (key: string, options = {}) =>
	freshPayload(eventNamed(events, key), { now: NOW, ...options });

const examples = [...events.values()].flatMap((event) =>
	event.payloads.map(({ name, payload }) => ({ key: event.key, example: name, payload, event })),
);

describe('a fresh payload', () => {
	test.each(examples)(
		'of $key has the fields and types of $example, without sign and t',
		({ key, example, payload }) => {
			const made = fresh(key, { example });
			const types = (object: object) =>
				Object.entries(object).map(([name, value]) => [name, typeof value]);
			const documented = Object.entries(payload).filter(
				([name]) => name !== 'sign' && name !== 't',
			);
			expect(types(made)).toEqual(types(Object.fromEntries(documented)));
		},
	);

	test.each(examples.filter(({ event }) => event.occurredAt !== null))(
		'of $key happened now: $example',
		({ key, example, event }) => {
			const { from, unit } = event.occurredAt as { from: string; unit: string };
			const value = fresh(key, { example })[from];
			if (value === undefined) return;
			expect(Number(value)).toBe(unit === 'ms' ? NOW : Math.floor(NOW / 1000));
		},
	);

	test('keeps the distance between its times', () => {
		const { start_time, end_time } = fresh('recordingFile', { secondsAgo: 5 });
		expect([start_time, end_time]).toEqual([
			Math.floor(NOW / 1000) - 158,
			Math.floor(NOW / 1000) - 5,
		]);
	});

	test.each([
		'streamBegin',
		'recordingFile',
		'recordingStatus',
		'snapshot',
		'imageModeration',
		'audioModeration',
		'pushException',
	])('of %s is another event each time, not a retry', (key) => {
		const identity = (payload: Record<string, unknown>) =>
			JSON.stringify(events.get(key)?.identity?.map((name) => payload[name]));
		expect(identity(fresh(key))).not.toBe(identity(fresh(key)));
	});

	test('bears the names asked for, in the spelling of its event', () => {
		const names = { domain: 'in.example.com', appName: 'show', streamName: 'room-42' };
		expect(fresh('streamBegin', names)).toMatchObject({
			app: 'in.example.com',
			appname: 'show',
			stream_id: 'room-42',
			channel_id: 'room-42',
		});
		expect(fresh('imageModeration', names)).toMatchObject({
			app: 'in.example.com',
			appname: 'show',
			streamId: 'room-42',
			channelId: 'room-42',
		});
		expect(fresh('liveSummary', names)).toMatchObject({
			domain: 'in.example.com',
			path: 'show',
			stream_id: 'room-42',
		});
	});

	test('keeps the two addresses of a screenshot in step', () => {
		const { pic_url, pic_full_url } = fresh('snapshot', { streamName: 'room-42' });
		expect(pic_url).toMatch(/^\/room-42\/room-42-screenshot/);
		expect(String(pic_full_url).endsWith(String(pic_url))).toBe(true);
	});

	test('of an example that is not there is refused with those that are', () => {
		expect(() => fresh('snapshot', { example: 'none' })).toThrow(
			'snapshot has no example "none"; there are documented-2025',
		);
	});
});
