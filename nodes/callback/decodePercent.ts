const PERCENT = 37;

/** Whether a first byte announces 0 to 3 more, by its upper four bits; -1 where it can't be first. */
const FOLLOWERS = [0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, 1, 1, 2, 3];

/** The smallest character that needs 1 to 4 bytes: a smaller one must not be written so long. */
const SMALLEST = [0, 0x80, 0x800, 0x10000];

/**
 * Percent-decodes a text and never throws: what is not the code of a UTF-8 character stays as it
 * came. A `+` stays a `+`. By hand, since `decodeURIComponent` takes some microseconds for each
 * exception, and a sender could ask for a million of them.
 */
export function decodePercent(text: string): string {
	let at = text.indexOf('%');
	let result = '';
	let copied = 0;
	while (at >= 0) {
		const followers = FOLLOWERS[byteAt(text, at) >> 4] ?? -1;
		const character = followers < 0 ? undefined : characterAt(text, at, followers);
		if (character === undefined) {
			at = text.indexOf('%', at + 1);
			continue;
		}
		result += text.slice(copied, at) + String.fromCodePoint(character);
		copied = at + 3 * (followers + 1);
		at = text.indexOf('%', copied);
	}
	return result + text.slice(copied);
}

/** The code point that `%xx` and its followers stand for, undefined where they stand for none. */
function characterAt(text: string, at: number, followers: number): number | undefined {
	// Of a first byte, as many bits count as its ones and the nought behind them leave.
	let character = byteAt(text, at) & (followers === 0 ? 0x7f : 0x3f >> followers);
	for (let follower = 1; follower <= followers; follower += 1) {
		const byte = byteAt(text, at + 3 * follower);
		if (byte >> 6 !== 0b10) return undefined;
		character = (character << 6) | (byte & 0x3f);
	}
	const isHalf = character >= 0xd800 && character <= 0xdfff;
	return character < SMALLEST[followers] || character > 0x10ffff || isHalf ? undefined : character;
}

/** The byte that `%xx` at this place stands for, -1 where none stands there. */
function byteAt(text: string, at: number): number {
	if (text.charCodeAt(at) !== PERCENT) return -1;
	const high = digitOf(text.charCodeAt(at + 1));
	const low = digitOf(text.charCodeAt(at + 2));
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/** The value of a hex digit, -1 where it is none. */
function digitOf(code: number): number {
	if (code >= 48 && code <= 57) return code - 48;
	const letter = code | 32;
	return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
