import { integerId } from '../../../liveApi';
import type { Converter } from './converter';
import { refused, sent } from './converted';

const DIGITS = /^[+-]?\d{1,19}$/;

/** A whole number within its limits, also as digits. */
export const integer: Converter = (value, { label, min = -Infinity, max = Infinity }) => {
	const number = typeof value === 'string' && DIGITS.test(value) ? Number(value) : value;
	if (!Number.isSafeInteger(number)) {
		return refused(`'${label}' must be a whole number`, 'Enter digits only');
	}
	if ((number as number) < min) return refused(`'${label}' must be at least ${min}`, 'Raise it');
	if ((number as number) > max) return refused(`'${label}' must be at most ${max}`, 'Lower it');
	return sent(number);
};

/** The number of a thing, up to 64 bits wide. */
export const id: Converter = (value, { label }) => {
	const digits = String(value);
	if (/^[1-9]\d{0,18}$/.test(digits)) return sent(integerId(digits));
	return refused(
		`'${label}' must be the number of one`,
		'Pick one from the list, or enter its ID: digits only, as the list shows them',
	);
};
