import type { Converter } from './converter';
import { refused, sent } from './converted';

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
