/** Longest name that common file systems take. */
const LONGEST_NAME_BYTES = 255;

/** Characters of a header that are looked at: room for a name in several spellings. */
const LONGEST_HEADER = 4096;

/** Names that Windows keeps for devices, whatever ending follows. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[\d¹²³])[. ]*(?:\.|$)/i;

/** What can't be seen and changes how a name is read; the joiners of emoji and scripts stay. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\ufffd]|(?![\u200c\u200d])\p{Cf}/gu;

/**
 * A name for the file: the one that is wished for, that of the Content-Disposition header (RFC
 * 6266), or the end of the address's path; empty where none of them holds one.
 */
export function fileNameOf(
	url: URL,
	{ wished = '', disposition = '' }: { wished?: string; disposition?: string },
): string {
	const ofPath = percentDecoded(url.pathname.split('/').at(-1) ?? '', 'utf-8');
	const [name] = [wished, nameIn(disposition), ofPath].map(clean).filter((text) => text !== '');
	return name ?? '';
}

/** The ending of a name in lower case, with its dot; empty where there is none. */
export const endingOf = (name: string): string =>
	(/\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '').toLowerCase();

/** The name in a header, the encoded one first; without the folders that a server may put before it. */
function nameIn(disposition: string): string {
	const parameters = new Map<string, string>();
	const form = /([\w!#$&+^`|~.-]+\*?)\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))|"(?:[^"\\]|\\.)*"?/g;
	for (const [, name, quoted, plain] of textOf(disposition.slice(0, LONGEST_HEADER)).matchAll(
		form,
	)) {
		const value = quoted === undefined ? (plain ?? '').trim() : quoted.replace(/\\(["\\])/g, '$1');
		const key = (name ?? '').toLowerCase();
		if (!parameters.has(key)) parameters.set(key, value);
	}
	const names = [
		extendedValue(parameters.get('filename*')),
		plainValue(parameters.get('filename')),
		parameters.get('filename*')?.replace(/^[^']*'[^']*'/, ''),
	].map((name = '') => lastSegment(name));
	return names.find((name) => clean(name) !== '') ?? '';
}

// Headers come as one character a byte, and many servers write UTF-8 into them (Node.js: latin1).
function textOf(header: string): string {
	return /^[\0-\xff]*$/.test(header)
		? (decodedAs('utf-8', Buffer.from(header, 'latin1')) ?? header)
		: header;
}

// RFC 8187: charset'language'percent-encoded.
function extendedValue(value = ''): string {
	const [, charset, encoded] = /^([\w.:-]+)'[^']*'(.*)$/.exec(value) ?? [];
	if (encoded === undefined) return percentDecoded(value, 'utf-8');
	return encoded.includes('%') && percentDecoded(encoded, charset) === encoded
		? ''
		: percentDecoded(encoded, charset);
}

// RFC 2047 words and percent-encoding don't belong here, but browsers read them, so servers send them.
function plainValue(value = ''): string {
	const words = value.replace(
		/=\?([\w.:-]+)\?([BQ])\?([^?\s]*)\?=(?:\s+(?==\?))?/gi,
		(word, charset: string, kind: string, text: string) => {
			const bytes =
				kind.toUpperCase() === 'B'
					? Buffer.from(text, 'base64')
					: bytesOf(text.replace(/_/g, ' ').replace(/=([\dA-F]{2})/gi, '%$1'));
			return decodedAs(charset, bytes) ?? word;
		},
	);
	return percentDecoded(words, 'utf-8');
}

/** What stays as it is where it can't be decoded. */
function percentDecoded(text: string, charset: string): string {
	if (!/%[\da-f]{2}/i.test(text)) return text;
	return decodedAs(charset, bytesOf(text)) ?? text;
}

function bytesOf(text: string): Buffer {
	const parts = text.split(/(%[\da-f]{2})/i);
	return Buffer.concat(
		parts.map((part, index) =>
			index % 2 === 1 ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part),
		),
	);
}

function decodedAs(charset: string, bytes: Buffer): string | undefined {
	try {
		return new TextDecoder(charset, { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

const lastSegment = (name: string): string =>
	name
		.split(/[\\/]/)
		.filter((segment) => segment.trim() !== '')
		.at(-1) ?? '';

// What a server or a person names must not lead into another folder, nor be a name that some file
// system or reader takes for something else.
function clean(name: string): string {
	// Half of a character that takes two can't be written down.
	const safe = Buffer.from(name.replace(/[\\/]/g, '_'))
		.toString()
		.replace(UNSEEN, '')
		.replace(/[<>:"|?*]/g, '')
		.trim();
	const named = withoutDotsAtItsEnd(safe);
	return cutToSize(DEVICE.test(named) ? `_${named}` : named);
}

// Windows drops dots and spaces at the end.
function withoutDotsAtItsEnd(text: string): string {
	let end = text.length;
	while (text[end - 1] === '.' || text[end - 1] === ' ') end -= 1;
	return text.slice(0, end);
}

/** The ending is kept, and so is every character as people see it, be it of several code points. */
function cutToSize(name: string): string {
	if (Buffer.byteLength(name) <= LONGEST_NAME_BYTES) return name;
	const ending = name.slice(name.length - endingOf(name).length);
	const room = LONGEST_NAME_BYTES - ending.length;
	const stem = name.slice(0, name.length - ending.length);
	const seen = Array.from(new Intl.Segmenter().segment(stem), ({ segment }) => segment);
	const kept = leading(seen, room) || leading(Array.from(stem), room);
	return withoutDotsAtItsEnd(kept) + ending;
}

function leading(characters: string[], room: number): string {
	let bytes = 0;
	const end = characters.findIndex((character) => (bytes += Buffer.byteLength(character)) > room);
	return characters.slice(0, end === -1 ? characters.length : end).join('');
}
