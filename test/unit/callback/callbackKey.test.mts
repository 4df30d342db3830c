import fc from 'fast-check';
import {
	callbackKeyProblem,
	generateCallbackKey,
	readCallbackKeys,
} from '../../../nodes/callback/callbackKey.ts';

const NEXT_STEP =
	'Paste the key of the callback template again: 1 to 32 letters (A-Z, a-z) and digits.';

describe('a callback key', () => {
	test.each(['a', 'n8nCallbackKey0001', 'Z'.repeat(32)])('may be %s', (key) => {
		expect(callbackKeyProblem(key)).toBeUndefined();
	});

	test.each([
		['', 'is empty'],
		[' abc', 'contains a space (U+0020) at position 1'],
		['abc\n', 'contains a line break (U+000A) at position 4'],
		['ab\u00a0c', 'contains a no-break space (U+00A0) at position 3'],
		['ab c', 'contains a space (U+0020) at position 3'],
		['a\u200bbc', 'contains a zero width space (U+200B) at position 2'],
		['a\ufeffbc', 'contains a byte order mark (U+FEFF) at position 2'],
		['a\u2063bc', 'contains an invisible character (U+2063) at position 2'],
		['a\u0007bc', 'contains an invisible character (U+0007) at position 2'],
		['a\u{e0041}bc', 'contains an invisible character (U+E0041) at position 2'],
		['ab-c', 'contains the character - (U+002D) at position 3'],
		['ab<c', 'contains the character U+003C at position 3'],
		['密钥2026', 'contains the character 密 (U+5BC6) at position 1'],
		['abＣ', 'contains the character Ｃ (U+FF23) at position 3'],
		['ab😀', 'contains the character 😀 (U+1F600) at position 3'],
		['ab\ud83d', 'contains the character U+D83D at position 3'],
		['a'.repeat(33), 'has 33 characters'],
		[undefined, 'is not text'],
		[42, 'is not text'],
	])('that is %j is refused because it %s', (key, finding) => {
		expect(callbackKeyProblem(key)).toBe(`The callback key ${finding}. ${NEXT_STEP}`);
	});

	test('never appears in the sentence that refuses it', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 8, maxLength: 40 }), (key) => {
				fc.pre(key.trim().length >= 8);
				expect(callbackKeyProblem(key) ?? '').not.toContain(key);
			}),
		);
	});
});

describe('The keys of a credential', () => {
	const UNSEEN = [
		' ',
		'\t',
		'\r\n',
		'\u00a0',
		'\u3000',
		'\u200b',
		'\u200d',
		'\u2060',
		'\ufeff',
		'\u00ad',
		'\u2800',
		'\u3164',
	];

	test.each(UNSEEN)('are read without what stands around them unseen: %j', (unseen) => {
		expect(
			readCallbackKeys({
				callbackKey: `${unseen}abc123${unseen}`,
				previousCallbackKey: `${unseen}${unseen}old123 ${unseen}`,
			}),
		).toEqual({ key: 'abc123', previousKey: 'old123', problem: undefined });
	});

	test.each(UNSEEN)('may lack a previous one: %j is none', (unseen) => {
		const read = readCallbackKeys({ callbackKey: 'abc123', previousCallbackKey: unseen });
		expect(read).toEqual({ key: 'abc123', previousKey: undefined, problem: undefined });
		expect(readCallbackKeys({ callbackKey: unseen }).problem).toMatch(/^The callback key is empty/);
	});

	test('are each of use where the other one is not, and the other one is told', () => {
		expect(readCallbackKeys({ callbackKey: 'abc', previousCallbackKey: 'o\u200bld' })).toEqual({
			key: 'abc',
			previousKey: undefined,
			problem: expect.stringContaining('The previous callback key contains a zero width space'),
		});
		expect(readCallbackKeys({ callbackKey: 'a-c', previousCallbackKey: 'old' })).toEqual({
			key: undefined,
			previousKey: 'old',
			problem: expect.stringContaining('The callback key contains the character -'),
		});
	});
});

test('a generated key is a good one and never the same twice', () => {
	const keys = Array.from({ length: 200 }, generateCallbackKey);
	expect(keys.map((key) => callbackKeyProblem(key))).toEqual(keys.map(() => undefined));
	expect(keys.every((key) => key.length === 32)).toBe(true);
	expect(new Set(keys).size).toBe(200);
});
