/** A JSON object as it came, to be read only. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A JSON object under construction. */
export type Fields = Record<string, unknown>;

/** True for a JSON object, false for a list, null and every scalar. */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for a JSON object or list. */
export function isContainer(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

/** A field that is null counts as one that is not there. */
export function isPresent(value: unknown): boolean {
	return value !== undefined && value !== null;
}

/** A text as it came, and an empty one for everything that is none. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

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

/**
 * JSON with the keys of every object sorted, so that equal values give equal text. For values that
 * are not too deep.
 */
export function sortedJson(value: unknown): string {
	// A number is the same text by itself, in a fifth of the time.
	if (typeof value === 'number') return String(value);
	if (!isContainer(value)) return JSON.stringify(value) ?? 'null';
	let text = '';
	if (Array.isArray(value)) {
		for (const member of value) text += `${text === '' ? '' : ','}${sortedJson(member)}`;
		return `[${text}]`;
	}
	for (const key of Object.keys(value).sort()) {
		const member = sortedJson((value as Fields)[key]);
		text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${member}`;
	}
	return `{${text}}`;
}

/**
 * How deep JSON may be nested, the outermost object being the first level; Tencent's deepest
 * callback has five. Whatever comes in from outside is held to it once, where it comes in: the body
 * of a request and a field that holds a payload (`readPayload`), JSON within a text and answers of
 * Tencent (`parseExactly`), the body of a call. So whoever goes through JSON may do so by calling
 * itself.
 */
export const DEEPEST_LEVEL = 100;

/** What a body that is nested deeper than that is answered. */
export const TOO_DEEP = `The body is nested deeper than ${DEEPEST_LEVEL} levels`;

/** Whether a value is nested deeper than that. */
export const isTooDeep = (value: object): boolean => nestingOf(value) === 'tooDeep';

/** `unseen`: it has more values than were to be looked at. */
type Nesting = 'fine' | 'tooDeep' | 'unseen';

/** Says whether a parsed body is too deep, in no more time than `mostValues` allow. */
export function nestingOf(payload: object, mostValues = Infinity): Nesting {
	return nestingFrom(payload, 1, { left: mostValues });
}

/** Goes no deeper than the level that is too deep. */
function nestingFrom(node: object, level: number, values: { left: number }): Nesting {
	if (level > DEEPEST_LEVEL) return 'tooDeep';
	// Two loops, since `for ... in` goes through the whole list before it begins.
	if (Array.isArray(node)) {
		for (const value of node) {
			const nesting = nestingOfMember(value, level, values);
			if (nesting !== 'fine') return nesting;
		}
		return 'fine';
	}
	for (const name in node) {
		const nesting = nestingOfMember((node as Fields)[name], level, values);
		if (nesting !== 'fine') return nesting;
	}
	return 'fine';
}

function nestingOfMember(value: unknown, level: number, values: { left: number }): Nesting {
	values.left -= 1;
	if (values.left < 0) return 'unseen';
	return isContainer(value) ? nestingFrom(value, level + 1, values) : 'fine';
}
