import type { Converter } from './converter';
import { refused, sent } from './converted';
import { digitsLost, hasLostDigits } from './integer';

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
