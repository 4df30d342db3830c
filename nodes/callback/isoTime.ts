const DAY_MS = 86_400_000;
/** The length of `00:00:00.000Z`. */
const CLOCK_LENGTH = 13;
/** The last instant that ECMAScript can express, and with a minus the first. */
const LAST_INSTANT_MS = 8.64e15;

const TWO_DIGITS = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

let lastDay = NaN;
let lastDate = '';

/**
 * An instant as ISO 8601 UTC with milliseconds, undefined where it is none or out of range.
 * Equal to `toISOString()`, which costs more than all the rest of decoding a callback: the date
 * is formatted once a day and only the clock each time.
 */
export function isoTime(milliseconds: number): string | undefined {
	if (!(Math.abs(milliseconds) <= LAST_INSTANT_MS)) return undefined;
	const whole = Math.trunc(milliseconds);
	const day = Math.floor(whole / DAY_MS);
	if (day !== lastDay) {
		lastDate = new Date(day * DAY_MS).toISOString().slice(0, -CLOCK_LENGTH);
		lastDay = day;
	}
	const clock = whole - day * DAY_MS;
	const seconds = Math.floor(clock / 1000);
	const minutes = Math.floor(seconds / 60);
	return `${lastDate}${TWO_DIGITS[Math.floor(minutes / 60)]}:${TWO_DIGITS[minutes % 60]}:${
		TWO_DIGITS[seconds % 60]
	}.${String(clock % 1000).padStart(3, '0')}Z`;
}
