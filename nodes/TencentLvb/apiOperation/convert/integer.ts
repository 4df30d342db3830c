import { integerId } from '../../../liveApi';
import type { Converter } from './converter';
import { refused, sent, type Converted } from './converted';

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

/** Whether a number was longer than JavaScript's numbers are: what is left of it is another one. */
export const hasLostDigits = (value: unknown): boolean =>
	Number.isInteger(value) && !Number.isSafeInteger(value);

/** Says that a number can't be trusted, and how it is handed over whole. */
export const digitsLost = (label: string): Converted =>
	refused(
		`'${label}' came as a number that is too long to be exact`,
		'Hand it over as a text: in an expression or JSON, put quotes around its digits',
	);
