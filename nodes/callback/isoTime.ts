const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** The length of `00:00:00.000Z`. */
const CLOCK_LENGTH = 13;
/** The last instant that ECMAScript can express, and with a minus the first. */
const LAST_INSTANT_MS = 8.64e15;
/** A power of two, so that a day finds its place by its lowest bits. */
const REMEMBERED_DAYS = 64;

const MINUTES = texts(
	24 * 60,
	(minute) => `${padded(Math.floor(minute / 60), 2)}:${padded(minute % 60, 2)}:`,
);
const SECONDS = texts(60, (second) => `${padded(second, 2)}.`);
const MILLISECONDS = texts(1000, (millisecond) => `${padded(millisecond, 3)}Z`);

const dates = new Array<{ day: number; date: string }>(REMEMBERED_DAYS).fill({
	day: NaN,
	date: '',
});

/**
 * An instant in Unix milliseconds as ISO 8601 UTC, undefined where it is none or out of range.
 * Equal to `toISOString()`, which would take half of the time of decoding a callback: dates are
 * remembered and the clock is put together from tables.
 */
export function isoTime(milliseconds: number): string | undefined {
	if (!(Math.abs(milliseconds) <= LAST_INSTANT_MS)) return undefined;
	const whole = Math.trunc(milliseconds);
	const day = Math.floor(whole / DAY_MS);
	const clock = whole - day * DAY_MS;
	const minute = Math.floor(clock / MINUTE_MS);
	const inMinute = clock - minute * MINUTE_MS;
	const second = Math.floor(inMinute / 1000);
	return dateOf(day) + MINUTES[minute] + SECONDS[second] + MILLISECONDS[inMinute - second * 1000];
}

function dateOf(day: number): string {
	const place = day & (REMEMBERED_DAYS - 1);
	const remembered = dates[place];
	if (remembered.day === day) return remembered.date;
	const date = new Date(day * DAY_MS).toISOString().slice(0, -CLOCK_LENGTH);
	dates[place] = { day, date };
	return date;
}

function texts(count: number, textOf: (number: number) => string): string[] {
	return Array.from({ length: count }, (_, number) => textOf(number));
}

function padded(number: number, digits: number): string {
	return String(number).padStart(digits, '0');
}
