import { isBlank } from '../payload';
import { isoTime } from '../isoTime';
import { numberFrom } from './number';

const MICROSECONDS_OF_SECOND = 1_000_000;

/**
 * A UNIX time as ISO 8601 UTC, null for 0 and for a blank text (Tencent's "not known").
 * Undefined where the value is no number or no instant. `unitMs` is the length of the unit.
 */
export function timeFrom(
	value: unknown,
	unitMs: 1 | 1000,
	microseconds?: unknown,
): string | null | undefined {
	const time = numberFrom(value);
	if (time === undefined) return isBlank(value) ? null : undefined;
	if (time === 0) return null;
	return isoTime(time * unitMs + (microseconds === undefined ? 0 : millisecondsOf(microseconds)));
}

function millisecondsOf(microseconds: unknown): number {
	const number = numberFrom(microseconds) ?? 0;
	return number >= 0 && number < MICROSECONDS_OF_SECOND ? Math.floor(number / 1000) : 0;
}
