import { hideSecrets } from '../hideSecrets';

/** A string as it came but for push secrets, or a number as its digits; undefined where the value is neither. */
export function textFrom(value: unknown): string | undefined {
	if (typeof value === 'string') return hideSecrets(value);
	if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
	const isLong = Number.isInteger(value) && !Number.isSafeInteger(value);
	return isLong ? BigInt(value).toString() : String(value);
}

/** As `textFrom`, without white space around it. */
export function trimmedFrom(value: unknown): string | undefined {
	return textFrom(value)?.trim();
}
