/** The JSON object that Tencent sent. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A part of the item under construction. */
export type Fields = Record<string, unknown>;

/** True for a JSON object, false for a list, null and every scalar. */
export function isObject(value: unknown): value is JsonObject {
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

/** Tencent's deepest callback has five levels; the bound keeps later recursion safe. */
const DEEPEST_LEVEL = 100;

/** What a body that is nested deeper than that is answered. */
export const TOO_DEEP = `The body is nested deeper than ${DEEPEST_LEVEL} levels`;

/** `unseen`: it has more values than were to be looked at. */
type Nesting = 'fine' | 'tooDeep' | 'unseen';

/** Says whether a parsed body is too deep, in no more time than `mostValues` allow. */
export function nestingOf(payload: object, mostValues = Infinity): Nesting {
	const count: Count = { values: 0, most: mostValues };
	// Level by level, so that no input can exhaust the call stack.
	let level: object[] = [payload];
	for (let depth = 1; level.length > 0; depth += 1) {
		if (depth > DEEPEST_LEVEL) return 'tooDeep';
		const next: object[] = [];
		for (const node of level) {
			if (Array.isArray(node)) countList(node, next, count);
			else countObject(node as Record<string, unknown>, next, count);
			if (count.values > count.most) return 'unseen';
		}
		level = next;
	}
	return 'fine';
}

type Count = { values: number; readonly most: number };

// Two loops, since `for ... in` goes through the whole list before it begins.
function countList(list: unknown[], next: object[], count: Count): void {
	for (const value of list) {
		add(value, next, count);
		if (count.values > count.most) return;
	}
}

function countObject(object: Record<string, unknown>, next: object[], count: Count): void {
	for (const name in object) {
		add(object[name], next, count);
		if (count.values > count.most) return;
	}
}

function add(value: unknown, next: object[], count: Count): void {
	count.values += 1;
	if (typeof value === 'object' && value !== null) next.push(value);
}
