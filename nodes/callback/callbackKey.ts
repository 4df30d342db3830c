import { randomInt } from 'crypto';

/** Longest key that Tencent's console takes (Tencent doc 31074). */
const LONGEST_KEY = 32;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const NEXT_STEP =
	'Paste the key of the callback template again: 1 to 32 letters (A-Z, a-z) and digits';

/**
 * Says in one sentence, with the next step, why a callback key can't be used; undefined for a good
 * one. Names positions only, never a character of the key.
 *
 * @param name What to call the key in the sentence.
 */
export function callbackKeyProblem(key: unknown, name = 'callback key'): string | undefined {
	const finding = findingOf(key);
	return finding === undefined ? undefined : `The ${name} ${finding}. ${NEXT_STEP}.`;
}

/** A new key: 32 random letters and digits, 190 bits. */
export function generateCallbackKey(): string {
	return Array.from({ length: LONGEST_KEY }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

function findingOf(key: unknown): string | undefined {
	if (typeof key !== 'string') return 'is not text';
	if (key === '') return 'is empty';
	if (/^\s|\s$/.test(key)) return 'begins or ends with white space';
	const position = key.search(/[^A-Za-z0-9]/);
	if (position >= 0) {
		const what = /\s/.test(key[position])
			? 'white space'
			: 'a character that is no letter or digit';
		return `contains ${what} at position ${position + 1}`;
	}
	if (key.length > LONGEST_KEY) return `has ${key.length} characters`;
	return undefined;
}
