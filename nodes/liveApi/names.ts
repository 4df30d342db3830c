import { type Refused, refused } from '../advice';

/** What stands in no name of a domain, but around it in an address or between several. */
const STRANGE = /[\s/\\:@?#,;，；、]/;

/** A label of a name, as registries allow them. */
const NAME = /^(?!.{254})([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)+[a-z0-9-]{2,63}$/;

/** A domain as Tencent lists it, or why the text is none: what is wrong and what to do. */
type DomainReading = { ok: true; domain: string } | Refused;

/**
 * The one rule for names of domains: lower case, without the dot of the root. Whoever pastes an
 * address learns which part of it is the domain; nothing else of it is repeated, since it may hold
 * the push secret. The empty text is for the caller to refuse.
 */
export function readDomain(value: string, { label }: { label: string }): DomainReading {
	const domain = value.trim().toLowerCase().replace(/\.$/, '');
	if (!STRANGE.test(domain)) return { ok: true, domain };
	const name =
		/^(?:(?:[a-z][a-z0-9+.-]*:)?\/\/)?(?:[^/@\s]*@)?([^/:?#\s]+)/.exec(domain)?.[1] ?? '';
	return refused(
		`'${label}' is no domain: it holds ${pastedAroundDomain(domain)}`,
		NAME.test(name)
			? `Enter ${name} alone`
			: 'Enter the domain alone, e.g. push.example.com, without rtmp:// and without a path',
	);
}

/** A name as Tencent knows it, or why what was entered is none. */
export type NameReading = { ok: true; name: string } | Refused;

/** A field that a part of a place is entered in. */
export interface NameField {
	label: string;
	/** What to do where nothing was entered. */
	ifEmpty: string;
	read(entered: string, of: { label: string }): NameReading;
}

/** The fields of a place that streams are pushed to, in both nodes. */
export const PUSH_PLACE = {
	domain: {
		label: 'Push Domain',
		ifEmpty: 'Pick the domain that streams are pushed to',
		read: (entered, of) => {
			const read = readDomain(entered, of);
			return read.ok ? { ok: true, name: read.domain } : read;
		},
	},
	app: {
		label: 'App Name',
		ifEmpty: 'Enter the path that streams are pushed to, usually live',
		read: (entered, { label }) => readPathName(entered, { label, part: 'app' }),
	},
} satisfies Record<string, NameField>;

/** The names of a place, read in the order of its fields, or what is wrong with the first that is none. */
export function readPlace<Part extends string>(
	entered: Readonly<Record<Part, unknown>>,
	fields: Readonly<Record<Part, NameField>>,
): { ok: true; place: Record<Part, string> } | Refused {
	const place = {} as Record<Part, string>;
	for (const part in fields) {
		const { label, ifEmpty, read } = fields[part];
		const name = String(entered[part] ?? '').trim();
		if (name === '') return refused(`'${label}' is empty`, ifEmpty);
		const reading = read(name, { label });
		if (!reading.ok) return reading;
		place[part] = reading.name;
	}
	return { ok: true, place };
}

function pastedAroundDomain(value: string): string {
	if (/^[a-z][a-z0-9+.-]*:\/\//.test(value)) return 'a whole address';
	if (/[/\\?#@]/.test(value)) return 'a path or parameters besides';
	if (value.includes(':')) return 'a port besides';
	return 'a space or a separator';
}

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
 * A name of an app or stream, a segment of the address that streams are pushed to, or why the text is
 * none. Whoever pastes an address or a stream key learns which part of it is the name; nothing of
 * what follows a `?` is repeated, since that is where the push secret stands.
 */
export function readPathName(
	value: string,
	{ label, part }: { label: string; part: 'app' | 'stream' },
): NameReading {
	const pasted = pastedAroundName(value);
	if (pasted !== undefined) {
		const name = nameIn(value, part);
		return refused(
			`'${label}' holds ${pasted}, not a name alone`,
			name === undefined
				? `Enter the name alone, e.g. ${part === 'app' ? 'live' : 'room-42'}`
				: `Enter ${name} alone`,
		);
	}
	if (SEPARATOR.test(value)) {
		return refused(`'${label}' holds a space or a separator, which no name has`, 'Enter one name');
	}
	if (Buffer.byteLength(value) <= LONGEST_BYTES) return { ok: true, name: value };
	return refused(`'${label}' is longer than ${LONGEST_BYTES} bytes`, 'Enter a shorter name');
}

function pastedAroundName(value: string): string | undefined {
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
