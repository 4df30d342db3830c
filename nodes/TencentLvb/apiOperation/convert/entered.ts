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
