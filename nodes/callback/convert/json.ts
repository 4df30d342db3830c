import { isBlank } from '../payload';
import { camelCased } from '../camelCased';
import { parseExactly } from '../exactNumbers';
import { hideSecrets } from '../hideSecrets';
import { LONGEST_PARSED } from './longestParsed';

/**
 * The value of a JSON text with its keys in camel case, null for a blank one. An object or a
 * list is taken as it is, and undefined stands for everything that is neither, nor JSON, and for a
 * text that is too long.
 */
export function jsonFrom(value: unknown): unknown {
	if (isContainer(value)) return camelCased(value);
	if (typeof value !== 'string' || value.length > LONGEST_PARSED) return undefined;
	if (isBlank(value)) return null;
	const parsed = parseExactly(value);
	if (isContainer(parsed)) return camelCased(parsed);
	// The page on recording states shows a text that was encoded twice.
	const inner = typeof parsed === 'string' ? parseExactly(parsed) : undefined;
	if (isContainer(inner)) return camelCased(inner);
	return typeof parsed === 'string' ? hideSecrets(parsed) : parsed;
}

function isContainer(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}
