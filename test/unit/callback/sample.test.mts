import { deliveryIdOf, eventOf } from '../../../nodes/callback/events.ts';
import { EVENT_KEYS } from '../../../nodes/callback/generated/events.ts';
import { freshenTimes, samplePayload } from '../../../nodes/callback/sample.ts';
const NOW = Date.UTC(2026, 10, 24, 10, 0, 0);
const NOW_SECONDS = NOW / 1000;

describe('The times of a sample', () => {
	test('move to now, and keep their distance to each other', () => {
		const payload = { start_time: 1_700_000_000, end_time: 1_700_003_600 };
		expect(freshenTimes(payload, NOW)).toEqual({
			start_time: NOW_SECONDS - 3600,
			end_time: NOW_SECONDS,
		});
	});

	test('move in milliseconds, in digits and within lists as well', () => {
		const payload = {
			data_time: 1_670_588_074_971,
			detail: [{ occur_time: '1670588073' }],
		};
		expect(freshenTimes(payload, NOW)).toEqual({
			data_time: NOW,
			detail: [{ occur_time: String(NOW_SECONDS - 2) }],
		});
	});

	test('are told from durations, numbers and texts', () => {
		const payload = {
			end_time: 959_424,
			appid: 1_250_000_000,
			pushTime: 'later',
			begin_time: null,
		};
		expect(freshenTimes(payload, NOW)).toEqual(payload);
	});
});

describe('A second sample a second later', () => {
	// Nothing in these two tells one event from the next: no time and no number of its own.
	const timeless = ['liveSubtitle', 'streamLivePush'];

	test.each(EVENT_KEYS.filter((key) => !timeless.includes(key)))(
		'of %s is another event',
		(key) => {
			const idAt = (now: number) => {
				const payload = freshenTimes(samplePayload(key) as never, now);
				return deliveryIdOf(payload, eventOf(payload));
			};
			expect(idAt(NOW)).toBe(idAt(NOW));
			expect(idAt(NOW)).not.toBe(idAt(NOW + 1000));
		},
	);
});
