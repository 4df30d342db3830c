import type { Advice } from '../advice';
import { withoutUnseenAround } from '../callback/callbackKey';
import { NAME_SEPARATORS, readPathName } from '../liveApi/names';

/** What the parameter is called in the editor. */
const LABEL = 'Stream Name Filter';

/** The text of the parameter `streamNameFilter`, whatever an expression made of it. */
export const filterOf = (value: unknown): string => String(value ?? '').trim();

/**
 * The names in a filter, with `*` for any characters. They are separated by whatever separates names,
 * none of which holds it; invisible characters that were pasted around them are no part of them.
 */
const patternsOf = (filter: string): string[] =>
	filter
		.split(NAME_SEPARATORS)
		.map(withoutUnseenAround)
		.filter((pattern) => pattern !== '');

/**
 * Says which patterns no stream name can match; none where all can. `isEmpty` tells that no stream name passes the filter at all.
 */
export function filterProblems(filter: string): { isEmpty: boolean; problems: Advice[] } {
	const patterns = patternsOf(filter);
	const problems = patterns.map(problemOf).filter((problem) => problem !== undefined);
	const isEmpty = patterns.length > 0 && problems.length === patterns.length;
	return { isEmpty, problems };
}

/** A stream name that passes the filter; undefined where any does, or none. */
export function nameThatPasses(filter: string): string | undefined {
	const pattern = patternsOf(filter).find((one) => problemOf(one) === undefined);
	return pattern === undefined ? undefined : pattern.replace(/\*/g, '') || 'sample';
}

// A wildcard may stand for nothing, so that what stands around it is all that a name has to hold.
function problemOf(pattern: string): Advice | undefined {
	const read = (name: string) => readPathName(name, { label: LABEL, part: 'stream' });
	const found = read(pattern);
	if (found.ok || read(pattern.replace(/\*/g, '')).ok) return undefined;
	return {
		message: `${found.message}, so no stream name can match it`,
		nextStep: `${found.nextStep}.`,
	};
}

/**
 * Whether a stream name fits one of the patterns; `*` stands for any characters, none included. A
 * filter without any pattern lets all pass. Letter case counts, as it does at Tencent. The time is
 * bounded by the lengths of name and filter, whatever either holds.
 */
export function matchesStreamName(name: string, filter: string): boolean {
	const patterns = patternsOf(filter);
	return patterns.length === 0 || patterns.some((pattern) => matches(name, pattern));
}

// The leftmost place of each piece leaves the most room for the pieces behind it, and for the last
// one, which may not overlap any.
function matches(name: string, pattern: string): boolean {
	const pieces = pattern.split('*');
	if (pieces.length === 1) return name === pattern;
	const first = pieces[0];
	const last = pieces[pieces.length - 1];
	if (!name.startsWith(first) || !name.endsWith(last)) return false;
	let position = first.length;
	for (const piece of pieces.slice(1, -1)) {
		const found = name.indexOf(piece, position);
		if (found < 0) return false;
		position = found + piece.length;
	}
	return position <= name.length - last.length;
}
