/** Longest name that common file systems take is 255 bytes; some are left for what n8n appends. */
const LONGEST_NAME = 150;

/**
 * A name for the file: the one that is wished for, that of the Content-Disposition header (RFC
 * 6266), or the end of the address's path; empty where none of them holds one.
 */
export function fileNameOf(
	url: URL,
	{ wished = '', disposition = '' }: { wished?: string; disposition?: string },
): string {
	const ofPath = decoded(url.pathname.split('/').at(-1) ?? '');
	return [wished, nameIn(disposition), ofPath].map(clean).find((name) => name !== '') ?? '';
}

function nameIn(disposition: string): string {
	const [, encoded] = /filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(disposition) ?? [];
	if (encoded !== undefined) return decoded(encoded);
	const [, quoted, plain] =
		/filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/i.exec(disposition) ?? [];
	return (quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '').trim();
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

// What a server or a person names must not lead into another folder. The ending is kept.
function clean(name: string): string {
	const safe = name
		.replace(/[\\/]/g, '_')
		.replace(/\p{Cc}|[<>:"|?*]/gu, '')
		.trim();
	if (/^\.*$/.test(safe)) return '';
	if (safe.length <= LONGEST_NAME) return safe;
	const [ending] = /\.[A-Za-z0-9]{1,8}$/.exec(safe) ?? [''];
	return safe.slice(0, LONGEST_NAME - ending.length) + ending;
}
