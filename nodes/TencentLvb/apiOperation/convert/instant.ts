import { tryToParseDateTime } from 'n8n-workflow';

/** From 2001 to 2286: seconds and milliseconds can't be mistaken for each other. */
const SECONDS = /^\d{10}$/;
const MILLISECONDS = /^\d{13}$/;

/**
 * The instant that a date names, in milliseconds since 1970: a text with or without a time zone, a
 * date object, or seconds or milliseconds as digits. Undefined where it is none.
 */
export function instantOf(value: unknown, timezone: string): number | undefined {
	const digits = String(value);
	if (SECONDS.test(digits)) return Number(digits) * 1000;
	if (MILLISECONDS.test(digits)) return Number(digits);
	if (typeof value === 'number' || typeof value === 'boolean') return undefined;
	try {
		return tryToParseDateTime(value, timezone).toMillis();
	} catch {
		return undefined;
	}
}
