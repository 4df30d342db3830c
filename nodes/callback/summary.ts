import { hideQuerySecrets } from '../json/secrets';
import { isObject } from '../json/values';

/**
 * The words that the generated decoders put into summaries. Each takes whatever stands in an item,
 * never throws and gives an empty text for what has no value: one line of bounded length, without
 * control characters, addresses or secrets.
 */

/** What the values of a field are called. */
export type Words = ReadonlyMap<string, string>;

const LONGEST_NAME = 60;
const LONGEST_TEXT = 120;

/** A short value as it is: a name, an id, a number. */
export function nameWords(value: unknown): string {
	if (typeof value === 'string') return plain(value, LONGEST_NAME);
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/** Free text, which needs no full stop within a sentence. */
export function textWords(value: unknown): string {
	if (typeof value !== 'string') return '';
	const text = plain(value, LONGEST_TEXT);
	return text.endsWith('.') ? text.slice(0, -1) : text;
}

/** A number with two decimals at most. */
export function numberWords(value: unknown): string {
	if (typeof value !== 'number' || !(Math.abs(value) < GREATEST)) return '';
	return String(Math.round(value * 100) / 100 + 0);
}

/** A whole number above nought. */
export function positiveWords(value: unknown): string {
	return isWhole(value) && value > 0 ? String(value) : '';
}

/** A value of 0 to 100 as `99 %`. */
export function percentWords(value: unknown): string {
	if (typeof value !== 'number' || !(value >= 0 && value <= 100)) return '';
	return `${Math.round(value)} %`;
}

/** A number, or how long a list is, with its noun: `1 clip`, `2 clips`. */
export function countWords(value: unknown, one: string, many: string): string {
	const count: unknown = Array.isArray(value) ? value.length : value;
	if (!isWhole(count) || count === 0) return '';
	return `${count} ${count === 1 ? one : many}`;
}

/** More, or smaller, than any number that is one. */
const GREATEST = 1e15;

function isWhole(value: unknown): value is number {
	return Number.isInteger(value) && (value as number) >= 0 && (value as number) < GREATEST;
}

/** Ten minutes in seconds, from which on these no longer count. */
const MINUTES_FROM = 600;
/** Three hours in minutes. */
const HOURS_FROM = 180;

/** A length of time: `595 s`, `33 min`, `3 h 5 min`. `unitMs` is the length of its unit. */
export function durationWords(value: unknown, unitMs: 1 | 1000): string {
	if (typeof value !== 'number' || !(value >= 0 && value < GREATEST)) return '';
	const seconds = Math.round(unitMs === 1 ? value / 1000 : value);
	if (seconds < MINUTES_FROM) return `${seconds} s`;
	const minutes = Math.round(seconds / 60);
	if (minutes < HOURS_FROM) return `${minutes} min`;
	const rest = minutes % 60;
	return `${(minutes - rest) / 60} h${rest === 0 ? '' : ` ${rest} min`}`;
}

const SIZE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];
/** From here on a size would be rounded to 1000 of its unit. */
const NEXT_UNIT_FROM = 999.95;

/** A number of bytes as `277.9 MB`. */
export function sizeWords(value: unknown): string {
	if (!isWhole(value)) return '';
	let size = value;
	let unit = 0;
	for (; size >= NEXT_UNIT_FROM && unit < SIZE_UNITS.length - 1; unit += 1) size /= 1000;
	// Of whole numbers the engine makes text much faster than of others.
	const tenths = Math.round(size * 10);
	const rest = tenths % 10;
	return `${(tenths - rest) / 10}${rest === 0 ? '' : `.${rest}`} ${SIZE_UNITS[unit]}`;
}

/** What the catalogue calls this value; empty where it has no words for it. */
export function valueWords(value: unknown, words: Words): string {
	if (typeof value === 'string') return words.get(value) ?? '';
	return typeof value === 'number' ? (words.get(String(value)) ?? '') : '';
}

/** A name such as `LowLight` or `QRCode` as a phrase: `low light`, `QR code`. */
export function phraseWords(value: unknown): string {
	const name = nameWords(value);
	let phrase = '';
	let copied = 0;
	for (let at = 0; at < name.length; at += 1) {
		if (!isCapital(name, at)) continue;
		// A word of nothing but capitals is an abbreviation and stays one.
		const isWord = isSmall(name, at + 1);
		const before = at > 0 && name.charCodeAt(at - 1) !== SPACE;
		const gap = before && (isWord || !isCapital(name, at - 1)) ? ' ' : '';
		if (!isWord && gap === '') continue;
		const letter = name.charAt(at);
		phrase += name.slice(copied, at) + gap + (isWord ? letter.toLowerCase() : letter);
		copied = at + 1;
	}
	return copied === 0 ? name : phrase + name.slice(copied);
}

const SPACE = 32;

function isCapital(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code >= 65 && code <= 90;
}

function isSmall(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code >= 97 && code <= 122;
}

/** The value at this path of names and indexes, undefined where something is no such thing. */
export function valueAt(value: unknown, ...path: ReadonlyArray<string | number>): unknown {
	let inner = value;
	for (const step of path) {
		if (typeof step === 'number')
			inner = Array.isArray(inner) ? (inner[step] as unknown) : undefined;
		else inner = isObject(inner) ? inner[step] : undefined;
	}
	return inner;
}

/** Characters of a text that are looked at; all that is behind them is cut off anyway. */
const MOST_READ = 1000;
const ELLIPSIS = '…';

/** A text on one line, without control characters and secrets, and cut where it is too long. */
function plain(text: string, longest: number): string {
	if (text.length <= longest && isPlain(text)) return text;
	const read = hideQuerySecrets(withoutAddresses(text.slice(0, MOST_READ)));
	let result = '';
	let length = 0;
	let gap = false;
	for (const character of read) {
		if (isUnseen(character.codePointAt(0)!)) {
			gap = length > 0;
			continue;
		}
		const piece = gap ? ` ${character}` : character;
		length += gap ? 2 : 1;
		if (length > longest) return cut(result, longest);
		result += piece;
		gap = false;
	}
	return text.length > MOST_READ && length > 0 ? cut(result, longest) : result;
}

/** At most so many characters, the last of which says that there were more. */
function cut(text: string, longest: number): string {
	const characters = [...text].slice(0, longest - 1);
	return characters.join('').trimEnd() + ELLIPSIS;
}

const COLON = 58;
const EQUALS = 61;

/** Whether a text holds nothing but visible ASCII characters, and none that an address or query needs. */
function isPlain(text: string): boolean {
	for (let at = 0; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		if (code <= 32 || code >= 127 || code === COLON || code === EQUALS) return false;
	}
	return true;
}

/** What is not to be seen, from first to last: it splits lines, turns the reading order or hides. */
const UNSEEN: ReadonlyArray<readonly [first: number, last: number]> = [
	[0, 32],
	[0x7f, 0xa0],
	[0xad, 0xad],
	[0x61c, 0x61c],
	[0x200b, 0x200f],
	[0x2028, 0x202f],
	[0x205f, 0x206f],
	[0x3000, 0x3000],
	[0xd800, 0xdfff],
	[0xfeff, 0xfeff],
	[0xfff9, 0xfffb],
	[0xe0000, 0xe007f],
];

function isUnseen(code: number): boolean {
	return (
		code <= 32 || (code >= 127 && UNSEEN.some(([first, last]) => code >= first && code <= last))
	);
}

const BEFORE_HOST = '://';
const HOST_ENDS = '/?#\\ \t\r\n"\'<>`';
const ADDRESS_ENDS = ' \t\r\n"\'<>`';

/** Leaves of each address in a text its host: the rest may hold the key of a stream or of an account. */
function withoutAddresses(text: string): string {
	let start = text.indexOf(BEFORE_HOST);
	if (start < 0) return text;
	let result = '';
	let copied = 0;
	while (start >= 0) {
		const host = start + BEFORE_HOST.length;
		const hostEnd = endOf(text, host, HOST_ENDS);
		const end = endOf(text, hostEnd, ADDRESS_ENDS);
		// What stands before the sign is a name and a password.
		const userEnd = text.lastIndexOf('@', hostEnd - 1) + 1;
		result += text.slice(copied, host) + text.slice(Math.max(host, userEnd), hostEnd);
		if (end > hostEnd) result += `/${ELLIPSIS}`;
		copied = end;
		start = text.indexOf(BEFORE_HOST, end);
	}
	return result + text.slice(copied);
}

function endOf(text: string, from: number, ends: string): number {
	let at = from;
	while (at < text.length && !ends.includes(text.charAt(at))) at += 1;
	return at;
}
