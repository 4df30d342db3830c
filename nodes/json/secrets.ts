/** What stands in the item where a secret stood. */
export const HIDDEN = '[hidden]';

/** Parameters of a query whose values are secrets; in every other text, `txSecret` alone is. */
const OTHER_NAMES = new Set(['auth_key', 'sign', 'secret', 'token', 'password', 'key']);

/** Whether the query parameter of this (decoded) name holds a secret, in any spelling. */
export function isSecretName(name: string): boolean {
	const plain = name.toLowerCase();
	return OTHER_NAMES.has(plain) || plain === 'txsecret' || isPushSecret(name);
}

/** Whether this name of a member or parameter is, or ends in, `txSecret` in any spelling. */
export function isPushSecret(name: string): boolean {
	return TRACE.test(name) && hideFound(`${name}=-`).endsWith(`=${HIDDEN}`);
}

/** Fields that hold a query, or a URL with a query, in which other secrets may stand, too. */
const QUERY_FIELDS = new Set(['stream_param', 'to_url']);

/** The text of a field of this name without secrets. */
export function hideTextOf(text: string, name: string): string {
	return QUERY_FIELDS.has(name) ? hideQuerySecrets(text) : hideSecrets(text);
}

/**
 * Hides the secrets of a query string, or of the query of a URL, and leaves every other
 * character as it is. A `?` separates like an `&`: broadcasters append a second query to the first.
 */
export function hideQuerySecrets(query: string): string {
	const text = hideSecrets(query);
	let equals = text.indexOf('=');
	let result = '';
	let copied = 0;
	for (let start = 0; equals >= 0; ) {
		const end = nextSeparator(text, start);
		if (equals < end) {
			const value = equals + 1;
			if (OTHER_NAMES.has(decodePercent(text.slice(start, equals)).toLowerCase())) {
				result += text.slice(copied, value) + HIDDEN;
				copied = end;
			}
			equals = text.indexOf('=', end);
		}
		start = end + 1;
	}
	return copied === 0 ? text : result + text.slice(copied);
}

/**
 * Hides what `txSecret` stands before, wherever in a text: in a query, in JSON, in plain words, in
 * any letter case, percent-encoded however often, with characters escaped as in JSON. All else
 * stays. One pass; by hand, since no pattern does this in bounded time.
 */
export function hideSecrets(text: string): string {
	return text.length < SHORTEST || !TRACE.test(text) ? text : hideFound(text);
}

/**
 * Nearly no text gets further than this: it holds neither an escape nor the first two letters of the
 * name. A pattern, since the engine searches faster than any loop of ours.
 */
const TRACE = /[%\\]|(?<=[tT])[xX]/;
const SHORTEST = 'txSecret=1'.length;

function hideFound(text: string): string {
	const cursor: Cursor = { text, code: 0, level: 0, end: 0 };
	let result = '';
	let copied = 0;
	for (let at = 0; at < text.length; at += 1) {
		const name = endOfName(cursor, at);
		if (name < 0) continue;
		const value = valueAfter(cursor, name);
		// The last letter of a name may be the first one of the next.
		if (value === undefined) continue;
		if (value.end > value.start) {
			result += text.slice(copied, value.start) + HIDDEN;
			copied = value.end;
		}
		at = value.end - 1;
	}
	return copied === 0 ? text : result + text.slice(copied);
}

/** The bit by which small letters differ from capital ones. */
const SMALL = 32;
const AMPERSAND = 38;
const BACKSLASH = 92;
const PERCENT = 37;
const QUESTION_MARK = 63;

const NAME = [...'txsecret'].map((letter) => letter.charCodeAt(0));
const BETWEEN = codesOf('_-');
const QUOTES = codesOf('"\'`');
/** What may stand between the name and the sign after it: `"txSecret" :`, `[txSecret]=`. */
const AROUND_NAME = codesOf('"\'`[]() \t\r\n\\');
const SIGNS = codesOf('=:>＝：');
const BLANKS = codesOf(' \t\r\n\f\v\u00a0\u3000');
const BRACKETS = codesOf('[{(<');
const ENDS = codesOf(
	'&?#"\'`<>,;|()[]{}\\ \t\r\n\f\v\0\u00a0\u3000，。；、！？（）【】「」『』“”‘’',
);

function codesOf(characters: string): ReadonlySet<number> {
	return new Set([...characters].map((character) => character.charCodeAt(0)));
}

/** A decoded character, how often it was percent-encoded, and where the next one begins. */
type Cursor = { readonly text: string; code: number; level: number; end: number };

type Value = { start: number; end: number };

/** Where the name that begins here ends, -1 where none does. */
function endOfName(cursor: Cursor, from: number): number {
	const first = cursor.text.charCodeAt(from);
	if ((first | SMALL) !== NAME[0] && first !== PERCENT && first !== BACKSLASH) return -1;
	// Backslashes in a row are read with their first, or a million of them would take for ever.
	if (first === BACKSLASH && cursor.text.charCodeAt(from - 1) === BACKSLASH) return -1;
	cursor.end = from;
	for (let letter = 0; letter < NAME.length; letter += 1) {
		read(cursor, cursor.end);
		if (letter === 2 && BETWEEN.has(cursor.code)) read(cursor, cursor.end);
		if ((cursor.code | SMALL) !== NAME[letter]) return -1;
	}
	return cursor.end;
}

/** The value of the name that ended here, undefined where no `=` or the like follows. */
function valueAfter(cursor: Cursor, name: number): Value | undefined {
	const sign = skip(cursor, name, AROUND_NAME);
	read(cursor, sign);
	const { level } = cursor;
	const behind = skip(cursor, sign, SIGNS);
	if (behind === sign) return undefined;
	const start = skip(cursor, skip(cursor, behind, BLANKS), SIGNS);
	// What was hidden before stays as it is.
	if (cursor.text.startsWith(HIDDEN, start)) return { start, end: start };
	return quotedValue(cursor, start) ?? bareValue(cursor, start, level);
}

/** A value in quotes; those of JSON within a text stand behind as many backslashes at both ends. */
function quotedValue(cursor: Cursor, from: number): Value | undefined {
	const depth = countBackslashes(cursor, from);
	const isEscaped = !QUOTES.has(cursor.code);
	if (isEscaped) read(cursor, from);
	const { code: quote, level, end: start } = cursor;
	if (!QUOTES.has(quote)) return undefined;
	for (let at = start; at < cursor.text.length; at = cursor.end) {
		const backslashes = isEscaped ? 0 : countBackslashes(cursor, at);
		if (isEscaped) read(cursor, at);
		const isQuote = cursor.code === quote && cursor.level <= level;
		if (isQuote && backslashes <= depth) return { start, end: at };
	}
	return { start, end: cursor.text.length };
}

/** How many backslashes begin here; the cursor is on what follows them. */
function countBackslashes(cursor: Cursor, from: number): number {
	let count = 0;
	decode(cursor, from);
	for (; cursor.code === BACKSLASH; count += 1) decode(cursor, cursor.end);
	return count;
}

/** A value up to what ends it, of which no part is encoded more often than the sign; a list or object: all. */
function bareValue(cursor: Cursor, start: number, level: number): Value {
	read(cursor, start);
	if (BRACKETS.has(cursor.code)) return { start, end: cursor.text.length };
	let at = start;
	while (at < cursor.text.length) {
		read(cursor, at);
		if (ENDS.has(cursor.code) && cursor.level <= level) break;
		at = cursor.end;
	}
	return { start, end: at };
}

function skip(cursor: Cursor, from: number, codes: ReadonlySet<number>): number {
	let at = from;
	while (at < cursor.text.length) {
		read(cursor, at);
		if (!codes.has(cursor.code)) break;
		at = cursor.end;
	}
	return at;
}

/** Reads the character at a place, `\u0074` and `\\u0074` as the letter; other backslashes as one. */
function read(cursor: Cursor, at: number): void {
	decode(cursor, at);
	if (cursor.code !== BACKSLASH) return;
	const { level } = cursor;
	let end = cursor.end;
	while (cursor.code === BACKSLASH) {
		end = cursor.end;
		decode(cursor, end);
	}
	if ((cursor.code | SMALL) === LETTER_U) {
		let code = 0;
		for (let digit = 0; digit < 4 && code >= 0; digit += 1) {
			decode(cursor, cursor.end);
			const value = digitOf(cursor.code);
			code = value < 0 ? -1 : code * 16 + value;
		}
		if (code >= 0) {
			cursor.code = code;
			cursor.level = level;
			return;
		}
	}
	cursor.code = BACKSLASH;
	cursor.level = level;
	cursor.end = end;
}

const LETTER_U = 117;
const TWO = 50;
const FIVE = 53;

/** Reads the character at a place: `%3D`, `%253D` and so on as the character that they stand for. */
function decode(cursor: Cursor, at: number): void {
	const { text } = cursor;
	cursor.code = text.charCodeAt(at);
	cursor.level = 0;
	cursor.end = at + 1;
	if (cursor.code !== PERCENT) return;
	let digits = at + 1;
	let level = 1;
	while (
		text.charCodeAt(digits) === TWO &&
		text.charCodeAt(digits + 1) === FIVE &&
		byteAt(text, digits + 2) >= 0
	) {
		digits += 2;
		level += 1;
	}
	const code = byteAt(text, digits);
	if (code < 0) return;
	cursor.code = code;
	cursor.level = level;
	cursor.end = digits + 2;
}

/** The byte whose two hex digits stand here, -1 where none do. */
function byteAt(text: string, at: number): number {
	const high = digitOf(text.charCodeAt(at));
	const low = digitOf(text.charCodeAt(at + 1));
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/** The value of a hex digit, -1 where it is none. */
function digitOf(code: number): number {
	if (code >= 48 && code <= 57) return code - 48;
	const letter = code | SMALL;
	return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

function nextSeparator(text: string, from: number): number {
	for (let at = from; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		if (code === AMPERSAND || code === QUESTION_MARK) return at;
	}
	return text.length;
}

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
		const followers = FOLLOWERS[escapedByteAt(text, at) >> 4] ?? -1;
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
	// With the nought behind the ones that announce; of 0xf8 and up, never first, comes too large a code.
	let character = escapedByteAt(text, at) & (0x7f >> followers);
	for (let follower = 1; follower <= followers; follower += 1) {
		const byte = escapedByteAt(text, at + 3 * follower);
		if (byte >> 6 !== 0b10) return undefined;
		character = (character << 6) | (byte & 0x3f);
	}
	const isHalf = character >= 0xd800 && character <= 0xdfff;
	return character < SMALLEST[followers] || character > 0x10ffff || isHalf ? undefined : character;
}

/** The byte that `%xx` at this place stands for, -1 where none stands there. */
function escapedByteAt(text: string, at: number): number {
	return text.charCodeAt(at) === PERCENT ? byteAt(text, at + 1) : -1;
}
