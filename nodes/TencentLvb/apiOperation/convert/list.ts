import type { Converter } from './converter';
import { refused, sent, type Converted } from './converted';
import { entered } from './entered';
import { digitsLost, hasLostDigits } from './integer';
import { appName, domain, streamName } from './name';

/** The rules for what a list may hold. */
const ENTRIES = { domain, appName, streamName };

/** Addresses begin so; they are the only entries that a comma or semicolon may be a part of. */
const SCHEME = '[A-Za-z][A-Za-z0-9+.-]{0,30}://';

const SEPARATORS = /[\s,;，；、]+/;

/** Between addresses: white space, or a separator that white space, the end or an address follows. */
const BETWEEN_ADDRESSES = new RegExp(
	`[,;，；、]*(?:\\s+|$)|[,;，；、]+(?=${SCHEME}|[,;，；、\\s])`,
);

/** Within one entry of a list, white space may be a part of the address: the next one must be there. */
const BEFORE_ADDRESS = new RegExp(`(?<![\\s,;，；、])[\\s,;，；、]+(?=${SCHEME}|$)`);

/**
 * A list of texts. One text is read as JSON where it is a JSON list, else taken apart at line breaks,
 * white space, commas and semicolons, full-width ones too; an entry of a list that holds several,
 * too, as somebody may have pasted all of them into one field.
 */
export const list: Converter = (value, parameter, options) => {
	const { label, maxItems = Infinity, entries: kind } = parameter;
	const given = typeof value === 'string' ? partsOf(value) : valuesOf(value);
	if (given === undefined || given.some((entry) => typeof entry === 'object' && entry !== null)) {
		return refused(
			`'${label}' must be a list of texts`,
			'Enter one text per entry, or a JSON list such as ["one", "two"]',
		);
	}
	if (given.some(hasLostDigits)) return digitsLost(label);
	const entries = given
		.filter((entry) => entered(entry) !== undefined)
		.flatMap((entry) => (typeof value === 'string' ? [String(entry)] : severalIn(String(entry))))
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
	if (entries.length === 0) return refused(`'${label}' is empty`, `Enter a value under '${label}'`);
	if (entries.length > maxItems) {
		return refused(`'${label}' has more than ${maxItems} entries`, 'Remove some');
	}
	if (kind === undefined) return sent(entries);
	return together(entries.map((entry) => ENTRIES[kind](entry, { ...parameter, kind }, options)));
};

function together(entries: readonly Converted[]): Converted {
	const broken = entries.find((entry) => !entry.ok);
	return broken ?? sent(entries.map((entry) => entry.ok && entry.value));
}

// A single number or switch is a list of one.
function valuesOf(value: unknown): unknown[] | undefined {
	if (Array.isArray(value)) return value as unknown[];
	return typeof value === 'object' ? undefined : [value];
}

/** The entries of a text; undefined where it begins like a JSON list and is none. */
export function partsOf(value: string): unknown[] | undefined {
	const text = value.trim();
	if (/^[["']/.test(text)) {
		const parsed = parse(text.startsWith('[') ? text : `[${text}]`);
		if (parsed !== undefined || text.startsWith('[')) return parsed;
	}
	const parts = text.split(text.includes('://') ? BETWEEN_ADDRESSES : SEPARATORS);
	return parts.filter((part) => part !== '');
}

const severalIn = (entry: string): string[] =>
	entry.split(entry.includes('://') ? BEFORE_ADDRESS : SEPARATORS);

function parse(text: string): unknown[] | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return Array.isArray(value) ? (value as unknown[]) : undefined;
	} catch {
		return undefined;
	}
}
