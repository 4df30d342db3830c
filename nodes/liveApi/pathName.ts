/** Tencent's limit for names of apps and streams (Tencent doc 31084). */
const LONGEST_BYTES = 255;

/** Where a name ends and what stands behind it in a stream key begins, percent-encoded as well. */
const PARAMETERS = /[?#]|&\w+=|%(?:3f|23)|%26\w+(?:=|%3d)/i;

const SLASH = /[/\\]|%(?:2f|5c)/i;

/** What separates names where several are entered; no name of an app or stream holds these. */
const SEPARATOR = /[\s,;，；、]/;

/** Any number of these, to take several names apart. */
export const NAME_SEPARATORS = new RegExp(`${SEPARATOR.source}+`);

/**
 * Says why a text can't be the name of an app or stream, a segment of the address that streams are
 * pushed to; undefined where it can. Whoever pastes an address or a stream key learns which part of
 * it is the name. Holds nothing of what follows a `?`, since that is where the push secret stands.
 */
export function pathNameProblem(
	value: string,
	{ label, part }: { label: string; part: 'app' | 'stream' },
): { message: string; nextStep: string } | undefined {
	const pasted = pastedTooMuch(value);
	if (pasted !== undefined) {
		const name = nameIn(value, part);
		return {
			message: `'${label}' holds ${pasted}, not a name alone`,
			nextStep:
				name === undefined
					? `Enter the name alone, e.g. ${part === 'app' ? 'live' : 'room-42'}`
					: `Enter ${name} alone`,
		};
	}
	if (SEPARATOR.test(value)) {
		return {
			message: `'${label}' holds a space or a separator, which no name has`,
			nextStep: 'Enter one name',
		};
	}
	const bytes = Buffer.byteLength(value);
	if (bytes <= LONGEST_BYTES) return undefined;
	return {
		message: `'${label}' is longer than ${LONGEST_BYTES} bytes`,
		nextStep: 'Enter a shorter name',
	};
}

function pastedTooMuch(value: string): string | undefined {
	if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return 'a whole address';
	if (PARAMETERS.test(value)) return 'a stream key with its parameters';
	return SLASH.test(value) ? 'a path with a slash' : undefined;
}

/** The name within what was pasted, where it can be told: the app stands before the stream. */
function nameIn(value: string, part: 'app' | 'stream'): string | undefined {
	const [path, query] = value.split(PARAMETERS);
	// An address without its scheme begins with a host, which has a dot.
	const address = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/]*|[^/\\.]+(?:\.[^/\\.]+)+(?=\/[^/]+\/[^/]))/i;
	const segments = path
		.replace(address, '')
		.split(SLASH)
		.filter((segment) => segment !== '');
	if (segments.length > 2) return undefined;
	// One segment alone is the stream where a query follows it, and the app where a host precedes it.
	const isStream = query !== undefined || (part === 'stream' && !address.test(path));
	const [app, stream] = segments.length === 1 && isStream ? [undefined, segments[0]] : segments;
	const name = part === 'app' ? app : stream;
	return name === undefined || !isName(name) ? undefined : name;
}

const isName = (text: string): boolean =>
	!SEPARATOR.test(text) && Buffer.byteLength(text) <= LONGEST_BYTES;
