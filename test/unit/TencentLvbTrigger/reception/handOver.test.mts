import { EVENTS } from '../../../../nodes/callback/generated/events.ts';
import { isWorthRepeating } from '../../../../nodes/TencentLvbTrigger/reception/handOver.ts';

const MINUTE = 60_000;
const after = (entry: Parameters<typeof isWorthRepeating>[0], ageMs = 0) =>
	[1, 2, 3, 4].map((failures) => isWorthRepeating(entry, { failures, ageMs }));

describe('An event that a workflow could not take is worth repeating', () => {
	test('twice where Tencent repeats it', () => {
		for (const { retries, intervalSeconds } of Object.values(EVENTS)) {
			const expected = [retries !== null, retries !== null, false, false];
			expect(after({ retries, intervalSeconds })).toEqual(expected);
		}
	});

	test('never where Tencent does not, or the catalogue knows nothing of it', () => {
		for (const retries of [null, 0]) {
			expect(after({ retries, intervalSeconds: 60 })).toEqual([false, false, false, false]);
		}
		expect(after(undefined)).toEqual([false, false, false, false]);
	});

	test('never where its last delivery is the one that failed', () => {
		expect(after({ retries: 1, intervalSeconds: 60 })).toEqual([true, false, false, false]);
		expect(after({ retries: 2, intervalSeconds: 60 })).toEqual([true, true, false, false]);
	});

	test.each([60, 120])('once where it is older than three deliveries %s s apart', (interval) => {
		const entry = { retries: 12, intervalSeconds: interval };
		const third = 2 * interval * 1000;
		expect(after(entry, third)).toEqual([true, true, false, false]);
		expect(after(entry, third + 1)).toEqual([true, false, false, false]);
		expect(after(entry, -MINUTE)).toEqual([true, true, false, false]);
	});

	test('whatever its age where no document says how far apart they are', () => {
		expect(after({ retries: 3, intervalSeconds: null }, 60 * MINUTE)).toEqual([
			...[true, true],
			...[false, false],
		]);
	});
});
