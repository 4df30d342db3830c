import { tryToParseDateTime } from 'n8n-workflow';

import type { Advice } from '../../advice';

/** Says which two days a date may mean, and how to write it so that it means one. */
export function eitherDay(label: string, [first, second]: readonly [string, string]): Advice {
	return {
		message: `'${label}' can mean ${first} or ${second}`,
		nextStep:
			'Write the year first, e.g. 2026-12-05 10:00, or the month as a word: Dec 5, 2026 10:00',
	};
}

/** What a date says: an instant in milliseconds since 1970, or two days between which it leaves open. */
type Instant = { ok: true; instant: number } | { ok: false; either?: readonly [string, string] };

/** A day and what stands beside it, as far as the text names them. */
type Day = { year: number; month: number; day: number };

/** From 2001 to 2286: seconds and milliseconds can't be mistaken for each other. */
const SECONDS = /^\d{10}(?:\.\d+)?$/;
const MILLISECONDS = /^\d{13}$/;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const LONG_MONTHS = [
	...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august'],
	...['september', 'october', 'november', 'december'],
];

const WEEKDAY = /^(sun|mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?)(?:day)?\.?,?\s+/;

/** Hours with minutes, or with am and pm alone; ISO's forms without colons are spelled out before. */
const TIME =
	/(?:^|[\s,t]|\bat\s)(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*([ap]\.?m\.?)?(?=$|[\s,])/g;

/** Offsets and names of zones at the end; a name in brackets only explains the offset before it. */
const ZONE =
	/\s*(?:(z|utc|gmt)?([+-]\d{1,2}(?::?\d{2})?)|(z|utc|gmt))(?:\s*\([^()]*\)|\[[^[\]]*\])?$|\s*(?:\[([a-z_]+(?:\/[a-z0-9_+-]+)+)\]|\s([a-z_]+(?:\/[a-z0-9_+-]+)+))$/i;

const TIME_AT_END = /(?::\d{2}|t\d{2,6})(?:[.,]\d+)?$|[ap]\.?m\.?$/;

/** No zone is farther from UTC than 14 hours. */
const OFFSET = /([+-])(\d|0\d|1[0-4]):?([0-5]\d)?$/;

/** The names that RFC 2822 has for zones, but for CST, which is China's zone as well. */
const AMERICAN_ZONES: Readonly<Record<string, string>> = {
	est: '-05:00',
	edt: '-04:00',
	cdt: '-05:00',
	mst: '-07:00',
	mdt: '-06:00',
	pst: '-08:00',
	pdt: '-07:00',
};

/**
 * Reads a date in any of the usual spellings: a date object, Unix seconds or milliseconds, ISO 8601,
 * RFC 2822, what spreadsheets and forms write, with the year first or the month as a word, in Chinese
 * as well. One without a time zone is of `timezone`, never of the process. A time alone is no date.
 */
export function readInstant(value: unknown, timezone: string): Instant {
	if (typeof value === 'number' || typeof value === 'string') {
		const digits = String(value).trim();
		if (SECONDS.test(digits)) return { ok: true, instant: Math.floor(Number(digits) * 1000) };
		if (MILLISECONDS.test(digits)) return { ok: true, instant: Number(digits) };
	}
	if (value instanceof Date) return instantOf(value.getTime());
	if (isDateTime(value)) return instantOf(value.toMillis());
	return typeof value === 'string' || isPrintable(value)
		? readText(String(value), timezone)
		: { ok: false };
}

const instantOf = (instant: number): Instant =>
	Number.isNaN(instant) ? { ok: false } : { ok: true, instant };

// n8n's own dates may come from another copy of Luxon than n8n-workflow has.
function isDateTime(value: unknown): value is { toMillis(): number } {
	return typeof (value as { toMillis?: unknown } | null)?.toMillis === 'function';
}

// Dates of other libraries, which say themselves as a text.
function isPrintable(value: unknown): boolean {
	const { toISOString } = (value ?? {}) as { toISOString?: unknown };
	return typeof toISOString === 'function';
}

/** No spelling of a date has as many characters; a whole page of text need not be searched for one. */
const LONGEST_DATE = 100;

function readText(given: string, timezone: string): Instant {
	if (given.length > LONGEST_DATE) return { ok: false };
	const text = plain(given);
	const zoned = zoneOf(text);
	if (zoned === undefined) return { ok: false };
	const timed = timeOf(zoned.rest);
	if (timed === undefined) return { ok: false };
	const { date, time } = timed;
	const weekday = WEEKDAY.test(date) ? date.slice(0, 3) : undefined;
	const days = daysIn(date.replace(WEEKDAY, '')).filter(
		(day) => isDay(day) && (weekday === undefined || weekday === weekdayOf(day)),
	);
	if (days.length === 2) return { ok: false, either: [inWords(days[0]), inWords(days[1])] };
	if (days.length === 0) return { ok: false };
	const { year, month, day } = days[0];
	const iso = `${year}-${digits(month)}-${digits(day)}T${time}${zoned.offset ?? ''}`;
	try {
		// A complete ISO text, which Luxon reads in the zone that it is given, unless there is an offset
		// in it, and refuses where no clock shows its time. Any other would end up with JavaScript's
		// own reader, which takes the zone of the process.
		return instantOf(tryToParseDateTime(iso, zoned.place ?? timezone).toMillis());
	} catch {
		return { ok: false };
	}
}

/** Lower case, with the digits, signs and words of forms in Chinese written as others write them. */
function plain(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/\s+/g, ' ')
		.replace(/(\d)\s*年\s*(\d+)\s*月\s*(\d+)\s*[日号號]?\s*/, '$1-$2-$3 ')
		.replace(/(?:星期|周|週)[一二三四五六日天]\s*/, '')
		.replace(/(\d)\s*[时點点時]\s*(?:(\d{1,2})\s*分?)?\s*(?:(\d{1,2})\s*秒)?/, clock)
		.replace(/(上午|下午|凌晨|早上|晚上|中午)\s*(\d{1,2}(?::\d{2})*)/, ofHalf)
		.trim();
}

const ofHalf = (_: string, half: string, time: string): string =>
	`${time} ${['下午', '晚上', '中午'].includes(half) ? 'pm' : 'am'}`;

const clock = (_: string, hour: string, minute = '0', second = '0'): string =>
	`${hour}:${digits(Number(minute))}:${digits(Number(second))}`;

/** What stands before the zone of a text, and the zone: an offset, or the name of a place. */
type Zoned = { rest: string; offset?: string; place?: string };

/** Undefined where no zone is as far from UTC as the text says. */
function zoneOf(text: string): Zoned | undefined {
	const american = /\s([ecmp][ds]t)$/.exec(text);
	if (american !== null && american[1] in AMERICAN_ZONES) {
		return { rest: before(american, text), offset: AMERICAN_ZONES[american[1]] };
	}
	const found = ZONE.exec(text);
	if (found === null) return { rest: text };
	const [, utc, written, , bracketed, place] = found;
	const rest = before(found, text);
	if (written === undefined) {
		const name = bracketed ?? place;
		return name === undefined ? { rest, offset: 'Z' } : { rest, place: name };
	}
	// What looks like an offset may be the end of a date with hyphens: a time comes before it.
	if (utc === undefined && !TIME_AT_END.test(rest)) return { rest: text };
	const offset = offsetOf(written);
	return offset === undefined ? undefined : { rest, offset };
}

const before = (found: RegExpExecArray, text: string): string => text.slice(0, found.index);

function offsetOf(written: string): string | undefined {
	const found = OFFSET.exec(written);
	if (found === null) return undefined;
	const [, sign, hours, minutes = '00'] = found;
	return `${sign}${digits(Number(hours))}:${minutes}`;
}

/**
 * Takes the time out of a text, as ISO has it; midnight where there is none. A second one stays in
 * the date, which is none then. Undefined where no clock shows such hours of a half day.
 */
function timeOf(text: string): { date: string; time: string } | undefined {
	const spelled = text
		.replace(/^(\d{4})(\d{2})(\d{2})(?!\d)/, '$1-$2-$3')
		.replace(
			/t(\d{2})(\d{2})?(\d{2})?(?=$|[.,]\d)/,
			(_, h: string, m = '00', s = '00') => ` ${h}:${String(m)}:${String(s)}`,
		);
	const found = [...spelled.matchAll(TIME)].find(([, , minute, , , half]) => minute ?? half);
	if (found === undefined) return { date: spelled, time: '00:00' };
	const [whole, hour, minute = '00', second = '00', fraction = '0', half] = found;
	const date = spelled.replace(whole, ' ').replace(/^[\s,]+|[\s,]+$/g, '');
	const hours = half === undefined ? Number(hour) : hourOf(Number(hour), half.startsWith('p'));
	if (hours === undefined) return undefined;
	return { date, time: `${digits(hours)}:${minute}:${second}.${fraction}` };
}

function hourOf(hour: number, isLater: boolean): number | undefined {
	if (hour > 12 || (hour === 0 && isLater)) return undefined;
	return (hour % 12) + (isLater ? 12 : 0);
}

/**
 * The days that a text may mean: two where month and day can't be told apart. What is no day is left
 * out by `isDay`.
 */
function daysIn(text: string): Day[] {
	const numbers = (...parts: string[]) => parts.map(Number);
	const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text);
	if (yearFirst) {
		const [year, month, day] = numbers(yearFirst[1], yearFirst[3], yearFirst[4]);
		return [{ year, month, day }];
	}
	const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text);
	if (yearLast) {
		const [a, b, year] = numbers(yearLast[1], yearLast[3], yearLast[4]);
		const days = [
			{ year, month: a, day: b },
			{ year, month: b, day: a },
		].filter(isDay);
		return a === b ? days.slice(0, 1) : days;
	}
	return [...dayWithMonthName(text), ...dayOfYearOrWeek(text)];
}

/** `dec 5, 2026`, `5 december 2026`, `5-dec-2026`, `2026 dec 5` and what else has the month as a word. */
function dayWithMonthName(text: string): Day[] {
	const [word = ''] = /[a-z]{3,9}/.exec(text) ?? [];
	const isShort = MONTHS.includes(word) || word === 'sept';
	const month = isShort ? MONTHS.indexOf(word.slice(0, 3)) + 1 : LONG_MONTHS.indexOf(word) + 1;
	const form = text.replace(word, 'M');
	const found =
		/^M\.?[\s-]+(?<day>\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(?<year>\d{4})$/.exec(form) ??
		/^(?<day>\d{1,2})(?:st|nd|rd|th)?\.?(?:\s+of)?[\s/-]*M\.?,?[\s/-]*(?<year>\d{4})$/.exec(form) ??
		/^(?<year>\d{4})[\s/-]*M\.?[\s/-]*(?<day>\d{1,2})$/.exec(form);
	const { year, day } = found?.groups ?? {};
	return [{ year: Number(year), month, day: Number(day) }];
}

/** ISO's other two forms: `2026-339` and `2026-w49-6`, and the first day of `2026-w49`. */
function dayOfYearOrWeek(text: string): Day[] {
	const [, year, ordinal] = /^(\d{4})-?(\d{3})$/.exec(text) ?? [];
	if (ordinal !== undefined) {
		const day = dayAt(Number(year), Number(ordinal));
		return day.year === Number(year) ? [day] : [];
	}
	const [, weekYear, week, weekday = '1'] = /^(\d{4})-?w(\d{2})(?:-?([1-7]))?$/.exec(text) ?? [];
	if (week === undefined || Number(week) < 1 || Number(week) > 53) return [];
	// The 4th of January is in the first week, whose days count from Monday.
	const fourth = new Date(Date.UTC(Number(weekYear), 0, 4)).getUTCDay() || 7;
	return [dayAt(Number(weekYear), 4 - fourth + (Number(week) - 1) * 7 + Number(weekday))];
}

function dayAt(year: number, ordinal: number): Day {
	const date = new Date(Date.UTC(year, 0, ordinal));
	return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

const utcOf = ({ year, month, day }: Day): Date => new Date(Date.UTC(year, month - 1, day));

function isDay({ year, month, day }: Day): boolean {
	const date = utcOf({ year, month, day });
	return year >= 1970 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const weekdayOf = (day: Day): string => WEEKDAYS[utcOf(day).getUTCDay()];

const inWords = ({ year, month, day }: Day): string =>
	`${MONTHS[month - 1].replace(/./, (letter) => letter.toUpperCase())} ${day}, ${year}`;

const digits = (number: number): string => String(number).padStart(2, '0');
