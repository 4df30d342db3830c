import { endingOf } from './fileName';

/** How many bytes `pageIn` wants to see: enough for the head of a page. */
export const PAGE_BYTES = 4096;

/** What came in place of a file. */
export interface Page {
	kind: 'page' | 'answer' | 'xml' | 'json';
	/** Title of a page, or code of a refusal, in the words of the server. */
	says?: string;
}

/** Files that are XML or JSON themselves: subtitles, lists of pieces, notes. */
const MARKUP_ENDINGS = /^\.(xml|ttml|dfxp|itt|smi|sami|mpd|ism|ismc|f4m|svg|json|vtt|srt)$/;

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
	if (MARKUP_ENDINGS.test(endingOf(name))) return undefined;
	if (start.startsWith('<?xml') || (content.startsWith('<') && /xml/i.test(contentType))) {
		return { kind: 'xml' };
	}
	const isJson = /^\s*[[{]/.test(start) && (/json/i.test(contentType) || /^\{\s*"/.test(start));
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
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
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
