import { type Refused, refused } from '../../advice';
import { callbackKeyProblem, withoutUnseenAround } from '../../callback/callbackKey';
import { hasLostDigits, integerId } from '../../json/exactNumbers';
import { readPathName, readDomain } from '../../liveApi/names';
import type { ParameterSpec } from '../operation';
import { eitherDay, readInstant } from './dates';

export interface ConvertOptions {
	/** Milliseconds since 1970. */
	now: number;
	/** Of dates without one, e.g. Asia/Shanghai. */
	timezone: string;
	/** Sends a text that was added and left empty. */
	keepsEmptyText?: boolean;
}

/** Makes the value of the request. What it is given is not empty, and trimmed where it is a text. */
export type Converter = (
	value: unknown,
	parameter: ParameterSpec,
	options: ConvertOptions,
) => Converted;

/** The value of the request, undefined where nothing is sent; or what can't be used and why. */
export type Converted = { ok: true; value: unknown } | Refused;

/** A value to send. */
export const sent = (value: unknown): Converted => ({ ok: true, value });

/**
 * What a person entered, taken out of a picker; undefined where that is nothing: an empty or blank
 * text, an empty list or object, null.
 */
export function entered(value: unknown): unknown {
	if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
	if (typeof value !== 'object') return value;
	if (value === null) return undefined;
	if ('__rl' in value) return entered((value as { value?: unknown }).value);
	const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
	return isPlain && Object.keys(value).length === 0 ? undefined : value;
}

/** A text; numbers and booleans are taken as their digits and words. */
export const text: Converter = (value, { label, maxBytes = Infinity }) => {
	if (typeof value === 'object') {
		return refused(`'${label}' must be a text`, 'Enter a text rather than a list or an object');
	}
	if (hasLostDigits(value)) return digitsLost(label);
	const result = String(value);
	if (Buffer.byteLength(result) > maxBytes) {
		return refused(`'${label}' is longer than ${maxBytes} bytes`, 'Shorten it');
	}
	return sent(result);
};

const BY_WORD: Readonly<Record<string, boolean>> = { true: true, 1: true, false: false, 0: false };

/** True or false, also as 1 and 0 and as texts. */
export const boolean: Converter = (value, { label }) => {
	const known = BY_WORD[String(value).toLowerCase()];
	if (typeof known === 'boolean') return sent(known);
	return refused(
		`'${label}' must be true or false`,
		'Switch it on or off, or correct its expression',
	);
};

/** A boolean that Tencent wants as 0 or 1. */
export const flag: Converter = (value, parameter, options) => {
	const result = boolean(value, parameter, options);
	return result.ok ? sent(Number(result.value)) : result;
};

const DIGITS = /^[+-]?\d{1,19}$/;

/** A whole number within its limits, also as digits; those beyond 2^53 keep all of theirs. */
export const integer: Converter = (value, { label, min = -Infinity, max = Infinity }) => {
	if (hasLostDigits(value)) return digitsLost(label);
	const isDigits = typeof value === 'string' && DIGITS.test(value);
	const number = isDigits ? integerId(value.replace('+', '')) : value;
	if (typeof number !== 'bigint' && !Number.isInteger(number)) {
		return refused(`'${label}' must be a whole number`, 'Enter digits only');
	}
	if ((number as number) < min) return refused(`'${label}' must be at least ${min}`, 'Raise it');
	if ((number as number) > max) return refused(`'${label}' must be at most ${max}`, 'Lower it');
	return sent(number);
};

/** The number of a thing, up to 64 bits wide. */
export const id: Converter = (value, { label }) => {
	if (hasLostDigits(value)) return digitsLost(label);
	const digits = String(value);
	if (/^[1-9]\d{0,18}$/.test(digits)) return sent(integerId(digits));
	return refused(
		`'${label}' must be the number of one`,
		'Pick one from the list, or enter its ID: digits only, as the list shows them',
	);
};

/** Says that a number can't be trusted, and how it is handed over whole. */
export const digitsLost = (label: string): Converted =>
	refused(
		`'${label}' came as a number that is too long to be exact`,
		'Hand it over as a text: in an expression or JSON, put quotes around its digits',
	);

/** The name of a domain, without anything that an address has besides. */
export const domain: Converter = (value, parameter, options) => {
	const read = text(value, parameter, options);
	if (!read.ok) return read;
	const result = readDomain(String(read.value), parameter);
	return result.ok ? sent(result.domain) : result;
};

/** The name of an app: the part of the path between the domain and the stream. */
export const appName: Converter = (value, parameter, options) =>
	pathName('app', text(value, parameter, options), parameter);

/** The name of a stream, without the parameters that stand behind it in a stream key. */
export const streamName: Converter = (value, parameter, options) =>
	pathName('stream', text(value, parameter, options), parameter);

/** The ending that makes a bucket's name unique: the number of its account. */
const ACCOUNT_ENDING = /-(\d{8,})$/;

/** An APPID as Tencent gives them out today; a name that ends so is hardly anything else. */
const LOOKS_LIKE_ACCOUNT = /-1\d{9}$/;

/** The name of a bucket; the number of its account is known by a field beside it, if at all. */
export const bucket: Converter = (value, parameter, options) => {
	const read = text(value, parameter, options);
	if (!read.ok || parameter.account !== undefined) return read;
	const name = String(read.value);
	return LOOKS_LIKE_ACCOUNT.test(name) ? accountInName(name, parameter.label) : read;
};

/** A key that Tencent can sign with. The message never holds it. */
export const callbackKey: Converter = (value, parameter, options) => {
	const pasted = typeof value === 'string' ? withoutUnseenAround(value) : value;
	const read = text(pasted, parameter, options);
	const problem = read.ok ? callbackKeyProblem(read.value) : undefined;
	if (problem === undefined) return read;
	return refused(problem, "Correct 'Callback Key': 1 to 32 letters and digits");
};

/**
 * A bucket as Tencent takes it beside the number of its account: without that number at its end.
 * The number of another account is refused.
 */
export function bucketOf(
	name: string,
	{ label, account }: { label: string; account: string },
): Converted {
	const [ending = '', number] = ACCOUNT_ENDING.exec(name) ?? [];
	if (number === account) return sent(name.slice(0, -ending.length));
	return LOOKS_LIKE_ACCOUNT.test(name) ? accountInName(name, label) : sent(name);
}

function accountInName(name: string, label: string): Converted {
	const [ending = ''] = ACCOUNT_ENDING.exec(name) ?? [];
	return refused(
		`'${label}' ends with ${ending}, which is the number of an account rather than a part of the name`,
		`Enter ${name.slice(0, -ending.length)} alone, and check that the bucket belongs to the right account`,
	);
}

function pathName(
	part: 'app' | 'stream',
	read: Converted,
	{ label }: { label: string },
): Converted {
	if (!read.ok) return read;
	const named = readPathName(String(read.value), { label, part });
	return named.ok ? read : named;
}

/** A date as Tencent's texts have it: UTC, to the second. */
export const utcTime: Converter = (value, parameter, options) =>
	dateOf(value, parameter, {
		...options,
		write: (instant) => `${new Date(instant).toISOString().slice(0, -'.000Z'.length)}Z`,
	});

/** A date as Tencent's numbers have it: whole seconds since 1970. */
export const unixTime: Converter = (value, parameter, options) =>
	dateOf(value, parameter, { ...options, write: (instant) => Math.floor(instant / 1000) });

type TimeOptions = ConvertOptions & { write: (instant: number) => unknown };

function dateOf(
	value: unknown,
	{ label, future }: ParameterSpec,
	{ now, timezone, write }: TimeOptions,
): Converted {
	const read = readInstant(value, timezone);
	if (!read.ok) return noInstant(label, read.either);
	const { instant } = read;
	if (future && instant <= now) {
		return refused(
			`'${label}' has passed: it is ${new Date(instant).toISOString()}`,
			"Choose a date in the future: {{ $now.plus(2, 'hours') }} is in two hours. One without a time zone counts in that of the workflow",
		);
	}
	return sent(write(instant));
}

function noInstant(label: string, either?: readonly [string, string]): Converted {
	if (either !== undefined) return { ok: false, ...eitherDay(label, either) };
	return refused(
		`'${label}' is no date`,
		'Enter a date and time, e.g. 2026-11-24T20:00:00Z, or 2026-11-24 20:00 in the time zone of the workflow',
	);
}
