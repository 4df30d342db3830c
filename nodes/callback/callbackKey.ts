import { randomInt } from 'crypto';

/** Longest key that Tencent's console takes (Tencent doc 31074). */
const LONGEST_KEY = 32;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const NEXT_STEP =
	'Paste the key of the callback template again: 1 to 32 letters (A-Z, a-z) and digits';

/** What a callback credential holds. */
interface CallbackKeys {
	/** The present key, absent where it can't be used. */
	key?: string;
	/** The key before it, absent where there is none or it can't be used. */
	previousKey?: string;
	/** Why one that is there can't be used, or that the present one is missing, with the next step. */
	problem?: string;
}

/**
 * Reads the keys of a `tencentLvbCallbackApi` credential, whatever was pasted into it: white space
 * and invisible characters around a key are taken off.
 */
export function readCallbackKeys(credential: Record<string, unknown>): CallbackKeys {
	const key = trimmed(credential.callbackKey);
	const previousKey = trimmed(credential.previousCallbackKey) ?? '';
	const problem = callbackKeyProblem(key);
	const isPreviousGiven = previousKey !== '';
	const previousProblem = isPreviousGiven
		? callbackKeyProblem(previousKey, 'previous callback key')
		: undefined;
	return {
		key: problem === undefined ? (key as string) : undefined,
		previousKey:
			isPreviousGiven && previousProblem === undefined ? (previousKey as string) : undefined,
		problem: problem ?? previousProblem,
	};
}

/**
 * Says in one sentence, with the next step, why a callback key can't be used; undefined for a good
 * one. Names no character of a key but one that no key holds.
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
	const position = key.search(/[^A-Za-z0-9]/);
	if (position >= 0) return `contains ${nameOf(key, position)} at position ${position + 1}`;
	if (key.length > LONGEST_KEY) return `has ${key.length} characters`;
	return undefined;
}

const UNSEEN = String.raw`[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]`;
const UNSEEN_AROUND = new RegExp(`^${UNSEEN}+|(?<!${UNSEEN})${UNSEEN}+$`, 'gu');
const IS_UNSEEN = new RegExp(`^${UNSEEN}$`, 'u');

/** A text without the white space and the invisible characters that stand around it. */
export const withoutUnseenAround = (text: string): string => text.replace(UNSEEN_AROUND, '');

const trimmed = (value: unknown): unknown =>
	typeof value === 'string' ? withoutUnseenAround(value) : value;

/** What pasted text brings along unseen, by code point. */
const UNSEEN_NAMES: ReadonlyMap<number, string> = new Map([
	[0x09, 'a tab'],
	[0x0a, 'a line break'],
	[0x0d, 'a line break'],
	[0x20, 'a space'],
	[0xa0, 'a no-break space'],
	[0xad, 'a soft hyphen'],
	[0x200b, 'a zero width space'],
	[0x200c, 'a zero width non-joiner'],
	[0x200d, 'a zero width joiner'],
	[0x200e, 'a left-to-right mark'],
	[0x200f, 'a right-to-left mark'],
	[0x202f, 'a narrow no-break space'],
	[0x2060, 'a word joiner'],
	[0x3000, 'a full-width space'],
	[0xfeff, 'a byte order mark'],
]);

function nameOf(key: string, position: number): string {
	const codePoint = key.codePointAt(position) as number;
	const number = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
	const character = String.fromCodePoint(codePoint);
	if (IS_UNSEEN.test(character)) {
		const name = UNSEEN_NAMES.get(codePoint);
		return name === undefined ? `an invisible character (${number})` : `${name} (${number})`;
	}
	// Where the text is shown as HTML, these would begin some.
	return /[<>&\p{C}]/u.test(character)
		? `the character ${number}`
		: `the character ${character} (${number})`;
}

/**
 * The test of the credential `tencentLvbCallbackApi`, for `methods.credentialTest` of both nodes.
 * Looks at the form of the keys only: nothing at Tencent can say whether a key is right.
 */
export async function testCallbackKey(credential: {
	data?: Record<string, unknown>;
}): Promise<{ status: 'OK' | 'Error'; message: string }> {
	const { problem } = readCallbackKeys(credential.data ?? {});
	return problem === undefined
		? {
				status: 'OK',
				message: 'The key is well formed. A signed callback will show whether it is right.',
			}
		: { status: 'Error', message: problem };
}
