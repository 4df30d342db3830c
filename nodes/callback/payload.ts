/** The JSON object that Tencent sent. */
export type Payload = Readonly<Record<string, unknown>>;

/** A part of the item under construction. */
export type Fields = Record<string, unknown>;

/** True for a JSON object, false for a list, null and every scalar. */
export function isObject(value: unknown): value is Payload {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field that is null counts as one that is not there. */
export function isPresent(value: unknown): boolean {
	return value !== undefined && value !== null;
}

/** Sets an own property whatever its name; a plain assignment to `__proto__` would set none. */
export function setOwn(target: Fields, name: string, value: unknown): void {
	if (name === '__proto__') {
		Object.defineProperty(target, name, {
			value,
			enumerable: true,
			configurable: true,
			writable: true,
		});
	} else {
		target[name] = value;
	}
}

/** Whether a value is a text of nothing but white space, or of nothing. */
export const isBlank = (value: unknown): boolean =>
	typeof value === 'string' && value.trim() === '';
