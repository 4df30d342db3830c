/**
 * Percent-decodes a text and never throws: what is not the code of a UTF-8 character stays as it
 * came. A `+` stays a `+`.
 */
export function decodePercent(text: string): string {
	if (!text.includes('%')) return text;
	return decoded(text) ?? text.replace(/(?:%[0-9a-f]{2})+/gi, decodeRun);
}

/** Decodes the characters of a run of codes one by one and keeps the codes that are none. */
function decodeRun(run: string): string {
	let result = '';
	let at = 0;
	while (at < run.length) {
		const length = 3 * bytesOfCharacter(parseInt(run.slice(at + 1, at + 3), 16));
		const character = decoded(run.slice(at, at + length));
		result += character ?? run.slice(at, at + 3);
		at += character === undefined ? 3 : length;
	}
	return result;
}

function bytesOfCharacter(firstByte: number): number {
	if (firstByte < 0xc0) return 1;
	if (firstByte < 0xe0) return 2;
	return firstByte < 0xf0 ? 3 : 4;
}

function decoded(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}
