import { decodePercent } from '../decodePercent';
import { HIDDEN, hideSecrets, isSecretName } from '../hideSecrets';
import { isBlank, setOwn, type Fields } from '../payload';
import { LONGEST_PARSED } from './longestParsed';
import { textFrom } from './text';

/**
 * The query string of a push URL as an object. A name that comes twice keeps a list of its
 * values, and the values of secrets are hidden. Undefined where the value is no string, or too long
 * for a query.
 */
export function streamParamsFrom(value: unknown): Fields | undefined {
	// A query is taken to pieces as it came, and hidden piece by piece.
	const query = typeof value === 'string' ? value : textFrom(value);
	if (query === undefined || query.length > LONGEST_PARSED) return undefined;
	const params: Fields = {};
	if (isBlank(query)) return params;
	for (let start = query.startsWith('?') ? 1 : 0; start < query.length; ) {
		let end = query.indexOf('&', start);
		if (end < 0) end = query.length;
		if (end > start) addParam(params, query.slice(start, end));
		start = end + 1;
	}
	return params;
}

function addParam(params: Fields, segment: string): void {
	const equals = segment.indexOf('=');
	const decoded = decodePercent(equals < 0 ? segment : segment.slice(0, equals));
	const value = equals < 0 ? '' : valueOf(decoded, segment.slice(equals + 1));
	const name = hideSecrets(decoded);
	const known = Object.hasOwn(params, name) ? params[name] : undefined;
	if (known === undefined) setOwn(params, name, value);
	else if (Array.isArray(known)) known.push(value);
	else setOwn(params, name, [known, value]);
}

function valueOf(name: string, encoded: string): string {
	// Where a whole URL was sent as the query, its first name has the address before it.
	if (isSecretName(name.slice(name.lastIndexOf('?') + 1))) return HIDDEN;
	return hideSecrets(decodePercent(encoded));
}
