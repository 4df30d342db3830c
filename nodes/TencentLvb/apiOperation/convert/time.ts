import type { Converter, ConvertOptions } from './converter';
import type { ParameterSpec } from '../spec';
import { refused, sent, type Converted } from './converted';
import { readInstant } from './instant';

/** A date as Tencent's texts have it: UTC, to the second. */
export const utcTime: Converter = (value, parameter, options) =>
	converted(value, parameter, {
		...options,
		write: (instant) => new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z'),
	});

/** A date as Tencent's numbers have it: whole seconds since 1970. */
export const unixTime: Converter = (value, parameter, options) =>
	converted(value, parameter, { ...options, write: (instant) => Math.floor(instant / 1000) });

type TimeOptions = ConvertOptions & { write: (instant: number) => unknown };

function converted(
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
			'Choose a date in the future; one without a time zone counts in that of the workflow',
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

/** Says which two days a date may mean, and how to write it so that it means one. */
export function eitherDay(
	label: string,
	[first, second]: readonly [string, string],
): { message: string; nextStep: string } {
	return {
		message: `'${label}' can mean ${first} or ${second}`,
		nextStep:
			'Write the year first, e.g. 2026-12-05 10:00, or the month as a word: Dec 5, 2026 10:00',
	};
}
