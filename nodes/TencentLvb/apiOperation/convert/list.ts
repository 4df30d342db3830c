import type { Converter } from './converter';
import { refused, sent } from './converted';
import { entered } from './entered';

/** A list of texts; a single text is taken apart at white space, or read as JSON where it is a list. */
export const list: Converter = (value, { label, maxItems = Infinity }) => {
	const given = typeof value === 'string' ? partsOf(value) : value;
	if (!Array.isArray(given) || given.some((entry) => typeof entry === 'object' && entry !== null)) {
		return refused(
			`'${label}' must be a list of texts`,
			'Enter one text per entry, or a JSON list',
		);
	}
	const entries = given
		.filter((entry) => entered(entry) !== undefined)
		.map((entry) => String(entry).trim());
	if (entries.length === 0) return refused(`'${label}' is empty`, `Enter a value under '${label}'`);
	if (entries.length > maxItems) {
		return refused(`'${label}' has more than ${maxItems} entries`, 'Remove some');
	}
	return sent(entries);
};

function partsOf(value: string): unknown {
	if (!value.startsWith('[')) return value.split(/\s+/);
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}
