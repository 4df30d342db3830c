import fc from 'fast-check';
import { callbackKeyProblem, generateCallbackKey } from '../../../nodes/callback/callbackKey.ts';

const NEXT_STEP =
	'Paste the key of the callback template again: 1 to 32 letters (A-Z, a-z) and digits.';

describe('a callback key', () => {
	test.each(['a', 'n8nCallbackKey0001', 'Z'.repeat(32)])('may be %s', (key) => {
		expect(callbackKeyProblem(key)).toBeUndefined();
	});

	test.each([
		['', 'is empty'],
		[' abc', 'begins or ends with white space'],
		['abc\n', 'begins or ends with white space'],
		['abc\u00a0', 'begins or ends with white space'],
		['   ', 'begins or ends with white space'],
		['ab c', 'contains white space at position 3'],
		['ab-c', 'contains a character that is no letter or digit at position 3'],
		['密钥2026', 'contains a character that is no letter or digit at position 1'],
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

test('a generated key is a good one and never the same twice', () => {
	const keys = Array.from({ length: 200 }, generateCallbackKey);
	expect(keys.map((key) => callbackKeyProblem(key))).toEqual(keys.map(() => undefined));
	expect(keys.every((key) => key.length === 32)).toBe(true);
	expect(new Set(keys).size).toBe(200);
});
