/** 0 and 1 as false and true, also as digits; undefined for every other value. */
export function booleanFrom(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (value === 0 || value === '0') return false;
	if (value === 1 || value === '1') return true;
	return undefined;
}
