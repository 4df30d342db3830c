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
const endingOf = (name: string): string =>
	(/\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '').toLowerCase();

/** The name in a header, the encoded one first; without the folders that a server may put before it. */
function nameIn(disposition: string): string {
	const parameters = new Map<string, string>();
	const form = /([\w!#$&+^`|~.-]+\*?)\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))|"(?:[^"\\]|\\.)*"?/g;
	const header = textOf(disposition.slice(0, LONGEST_HEADER));
	for (const [, name = '', quoted, plain = ''] of header.matchAll(form)) {
		const value = quoted === undefined ? plain : quoted.replace(/\\(["\\])/g, '$1');
		const key = name.toLowerCase();
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
	if (/[^\0-\xff]/.test(header)) return header;
	return decodedAs('utf-8', Buffer.from(header, 'latin1')) ?? header;
}

// RFC 8187: charset'language'percent-encoded.
function extendedValue(value = ''): string {
	const [, charset, encoded] = /^([\w.:-]+)'[^']*'(.*)/.exec(value) ?? [];
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

/** What comes before the first character for which there is no room; there is one. */
function leading(characters: string[], room: number): string {
	let bytes = 0;
	const end = characters.findIndex((character) => (bytes += Buffer.byteLength(character)) > room);
	return characters.slice(0, end).join('');
}

/** How many bytes `pageIn` wants to see: enough for the head of a page. */
export const PAGE_BYTES = 4096;

/** What came in place of a file. */
export interface Page {
	kind: 'page' | 'answer' | 'xml' | 'json';
	/** Title of a page, or code of a refusal, in the words of the server. */
	says?: string;
}

/** Files that are XML or JSON themselves: subtitles, lists of pieces, notes. */
const MARKUP_ENDINGS: readonly string[] = [
	...['.xml', '.ttml', '.dfxp', '.itt', '.smi', '.sami', '.mpd', '.ism', '.ismc', '.f4m'],
	...['.svg', '.json', '.vtt', '.srt'],
];

const PAGE =
	/^<(?:!doctype\s+html|(?:html|head|body|title|script|meta|style|div|h1|p|table)[\s/>])/i;

const LONGEST_WORDS = 80;

/**
 * Tells what a file that begins so is, where it is none but a page of a web server, a refusal of a
 * storage as XML, or another text in XML or JSON; undefined where it can be the file. Counts what is
 * there, not what the server calls it: many give a video any type.
 */
export function pageIn(
	beginning: Buffer,
	{ contentType, name }: { contentType: string; name: string },
): Page | undefined {
	const text = textIn(beginning);
	if (text === undefined) return undefined;
	const start = text.trimStart();
	const content = withoutProlog(start);
	if (PAGE.test(content) || (/x?html/i.test(contentType) && start !== '')) {
		return { kind: 'page', says: wordsIn(text, /<title[^>]*>([^<]*)/i) };
	}
	const code = wordsIn(content, /^<Error\b[^>]*>[^]*?<Code>([\w.-]+)<\/Code>/);
	if (code !== undefined) return { kind: 'answer', says: code };
	if (MARKUP_ENDINGS.includes(endingOf(name))) return undefined;
	if (start.startsWith('<?xml') || (content.startsWith('<') && /xml/i.test(contentType))) {
		return { kind: 'xml' };
	}
	const isJson = /^[[{]/.test(start) && (/json/i.test(contentType) || /^\{\s*"/.test(start));
	return isJson ? { kind: 'json' } : undefined;
}

/** The text of a beginning, without its byte order mark; undefined where it is not text. */
function textIn(bytes: Buffer): string | undefined {
	const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
	const mark = bytes.toString('hex', 0, 2);
	const text =
		mark === 'fffe'
			? even.toString('utf16le')
			: mark === 'feff'
				? even.swap16().toString('utf16le')
				: bytes.toString();
	return holdsBinary(text) ? undefined : text.replace(/^\ufeff/, '');
}

/** Whether there are control characters that are neither white space nor an escape (ISO 2022). */
function holdsBinary(text: string): boolean {
	for (const character of text) {
		const code = character.charCodeAt(0);
		if (code < 9 || (code > 13 && code < 32 && code !== 27)) return true;
	}
	return false;
}

/** What stands behind the declaration, the comments and the type of an XML or HTML text. */
function withoutProlog(text: string): string {
	let rest = text;
	for (;;) {
		const end = rest.startsWith('<?') ? '?>' : rest.startsWith('<!--') ? '-->' : undefined;
		if (end === undefined) return rest;
		const at = rest.indexOf(end);
		if (at === -1) return rest;
		rest = rest.slice(at + end.length).trimStart();
	}
}

// Ends up in a message, so nothing of it may be taken for markup.
function wordsIn(text: string, form: RegExp): string | undefined {
	const words = (form.exec(text)?.[1] ?? '')
		.replace(/[<>&"]|\p{Cc}|\p{Cf}/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	const cut = Array.from(words).slice(0, LONGEST_WORDS).join('');
	return cut === '' ? undefined : cut;
}

/** Content types of HLS playlists: RFC 8216, and what servers send besides. */
const PLAYLIST_TYPE = /mpegurl/i;

const FIRST_LINE = '#EXTM3U';

/** Whether an address names a playlist, whatever its query says. */
export const namesPlaylist = (url: URL): boolean => /\.m3u8?$/i.test(url.pathname);

export const isPlaylistType = (contentType: string): boolean => PLAYLIST_TYPE.test(contentType);

/** Whether a file that begins so is an HLS playlist (RFC 8216, 4.3.1.1). */
export const beginsAsPlaylist = (bytes: Buffer): boolean =>
	bytes
		.toString('utf8')
		.replace(/^\ufeff/, '')
		.startsWith(FIRST_LINE);
