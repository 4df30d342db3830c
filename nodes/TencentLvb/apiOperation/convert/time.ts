import type { Converter, ConvertOptions } from './converter';
import type { ParameterSpec } from '../spec';
import { refused, sent, type Converted } from './converted';
import { instantOf } from './instant';

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
	const instant = instantOf(value, timezone);
	if (instant === undefined) {
		return refused(`'${label}' is no date`, 'Enter a date and time, e.g. 2026-11-24T20:00:00Z');
	}
	if (future && instant <= now) {
		return refused(
			`'${label}' has passed: it is ${new Date(instant).toISOString()}`,
			'Choose a date in the future; one without a time zone counts in that of the workflow',
		);
	}
	return sent(write(instant));
}
