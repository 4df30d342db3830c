import fc from 'fast-check';
import { timeFrom } from '../../../nodes/callback/convert.ts';
import { isoTime } from '../../../nodes/callback/isoTime.ts';
describe('an instant', () => {
	const LAST_MS = 8.64e15;

	test('is written as JavaScript writes it, up to the last one there is', () => {
		fc.assert(
			fc.property(fc.double({ min: -LAST_MS, max: LAST_MS, noNaN: true }), (milliseconds) => {
				expect(isoTime(milliseconds)).toBe(new Date(milliseconds).toISOString());
			}),
		);
		for (const milliseconds of [
			-LAST_MS,
			LAST_MS,
			-1,
			0,
			1,
			59_999,
			60_000,
			86_399_999,
			86_400_000,
		]) {
			expect(isoTime(milliseconds)).toBe(new Date(milliseconds).toISOString());
		}
		for (const none of [LAST_MS + 1, -LAST_MS - 1, Number.NaN, Infinity]) {
			expect(isoTime(none)).toBeUndefined();
		}
	});

	test('is written rightly after one 64 days away', () => {
		const day = 86_400_000;
		for (const days of [0, 64, 128, 0, 63, 127, -64, 1, 65]) {
			expect(isoTime(days * day)).toBe(new Date(days * day).toISOString());
		}
	});

	test.each([
		[-1, 0],
		[0, 0],
		[999, 0],
		[1000, 1],
		[999_999, 999],
		[1_000_000, 0],
	])('takes %i microseconds as %i milliseconds', (microseconds, milliseconds) => {
		expect(timeFrom(1, 1000, microseconds)).toBe(new Date(1000 + milliseconds).toISOString());
		expect(timeFrom(1, 1)).toBe(new Date(1).toISOString());
		expect([timeFrom(0, 1), timeFrom(' ', 1), timeFrom('x', 1)]).toEqual([null, null, undefined]);
	});
});
