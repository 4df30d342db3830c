import { patternsOf } from '../registration/streamNamePatterns';

/**
 * Whether a stream name fits one of the patterns; `*` stands for any characters, none included. A
 * filter without any pattern lets all pass. Letter case counts, as it does at Tencent. The time is
 * bounded by the lengths of name and filter, whatever either holds.
 */
export function matchesStreamName(name: string, filter: string): boolean {
	const patterns = patternsOf(filter);
	return patterns.length === 0 || patterns.some((pattern) => matches(name, pattern));
}

// The leftmost place of each piece leaves the most room for the pieces behind it.
function matches(name: string, pattern: string): boolean {
	const pieces = pattern.split('*');
	if (pieces.length === 1) return name === pattern;
	const first = pieces[0];
	const last = pieces[pieces.length - 1];
	if (name.length < first.length + last.length) return false;
	if (!name.startsWith(first) || !name.endsWith(last)) return false;
	let position = first.length;
	for (const piece of pieces.slice(1, -1)) {
		const found = name.indexOf(piece, position);
		if (found < 0) return false;
		position = found + piece.length;
	}
	return position <= name.length - last.length;
}
