import { withoutUnseenAround } from '../../callback';
import { NAME_SEPARATORS, pathNameProblem } from '../../liveApi/pathName';

/** What the parameter is called in the editor. */
const LABEL = 'Stream Name Filter';

/** The text of the parameter `streamNameFilter`, whatever an expression made of it. */
export const filterOf = (value: unknown): string => String(value ?? '').trim();

/**
 * The names in a filter, with `*` for any characters. They are separated by whatever separates names,
 * none of which holds it; invisible characters that were pasted around them are no part of them.
 */
export const patternsOf = (filter: string): string[] =>
	filter
		.split(NAME_SEPARATORS)
		.map(withoutUnseenAround)
		.filter((pattern) => pattern !== '');

/**
 * Says which patterns no stream name can match, one sentence each with the next step; none where all
 * can. `isEmpty` tells that no stream name passes the filter at all.
 */
export function filterProblems(filter: string): { isEmpty: boolean; problems: string[] } {
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
function problemOf(pattern: string): string | undefined {
	const found = pathNameProblem(pattern, { label: LABEL, part: 'stream' });
	if (!found) return undefined;
	const bare = pathNameProblem(pattern.replace(/\*/g, ''), { label: LABEL, part: 'stream' });
	return bare && `${found.message}, so no stream name can match it. ${found.nextStep}.`;
}
