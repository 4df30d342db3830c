/** Tencent's deepest callback has five levels; the bound keeps later recursion safe. */
const DEEPEST_LEVEL = 100;
/** A callback of Tencent has some fifty. */
const MOST_VALUES = 10_000;
/** Characters or bytes: some five hundred times the largest callback in Tencent's documents. */
const LARGEST_BODY = 1024 * 1024;

const TOO_DEEP = `The body is nested deeper than ${DEEPEST_LEVEL} levels`;
const TOO_MANY = `The body holds more than ${MOST_VALUES} values`;
const TOO_LARGE = `The body is larger than ${LARGEST_BODY} bytes`;

/** Says that a body is too large to be looked at, without looking at it; undefined for the rest. */
export function sizeExcessOf(body: Buffer | string): string | undefined {
	return body.length > LARGEST_BODY ? TOO_LARGE : undefined;
}

/**
 * Says in a sentence where a parsed body is deeper, larger or richer than any callback; undefined
 * for the rest. All later work is bounded by it, so that no request can hold up n8n for long.
 */
export function excessOf(payload: object): string | undefined {
	const count: Count = { values: 0, characters: 0 };
	// Level by level, so that no input can exhaust the call stack.
	let level: object[] = [payload];
	for (let depth = 1; level.length > 0; depth += 1) {
		if (depth > DEEPEST_LEVEL) return TOO_DEEP;
		const next: object[] = [];
		for (const node of level) {
			if (Array.isArray(node)) countList(node, next, count);
			else countObject(node as Record<string, unknown>, next, count);
			if (count.values > MOST_VALUES) return TOO_MANY;
			if (count.characters > LARGEST_BODY) return TOO_LARGE;
		}
		level = next;
	}
	return undefined;
}

type Count = { values: number; characters: number };

// Two loops, since `for ... in` goes through the whole list before it begins.
function countList(list: unknown[], next: object[], count: Count): void {
	for (const value of list) {
		add(value, next, count);
		if (count.values > MOST_VALUES) return;
	}
}

function countObject(object: Record<string, unknown>, next: object[], count: Count): void {
	for (const name in object) {
		count.characters += name.length;
		add(object[name], next, count);
		if (count.values > MOST_VALUES) return;
	}
}

function add(value: unknown, next: object[], count: Count): void {
	count.values += 1;
	if (typeof value === 'string') count.characters += value.length;
	else if (typeof value === 'object' && value !== null) next.push(value);
}
