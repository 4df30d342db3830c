import {
	callbackKeyProblem,
	readCallbackKeys,
	testCallbackKey,
	withoutUnseenAround,
} from '../../../nodes/callback/callbackKey.ts';

/** What Unicode calls them. */
const NAMES: Array<[code: number, name: string]> = [
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
];

describe('a character that no key holds', () => {
	test.each(NAMES)('is named: %i is %s', (code, name) => {
		const shown = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
		for (const position of [1, 2, 31]) {
			const key = `${'a'.repeat(position - 1)}${String.fromCodePoint(code)}b`;
			expect(callbackKeyProblem(key)).toContain(
				`contains ${name} (${shown}) at position ${position}.`,
			);
		}
	});

	test.each(['/', ':', '@', '[', '`', '{', '_', 'é'])(
		'is a neighbour of letters and digits: %s',
		(character) => {
			expect(callbackKeyProblem(`a${character}`)).toContain('at position 2');
			expect(callbackKeyProblem(character)).toContain('at position 1');
		},
	);

	test.each(['0', '9', 'A', 'Z', 'a', 'z'])('is not %s', (character) => {
		expect(callbackKeyProblem(character)).toBeUndefined();
	});
});

describe('a key', () => {
	test.each([1, 31, 32, 33])('of %i characters', (length) => {
		const key = 'k'.repeat(length);
		const isKey = length <= 32;
		expect(callbackKeyProblem(key) === undefined).toBe(isKey);
		expect(readCallbackKeys({ callbackKey: key }).key).toBe(isKey ? key : undefined);
		expect(readCallbackKeys({ callbackKey: 'k', previousCallbackKey: key }).previousKey).toBe(
			isKey ? key : undefined,
		);
	});

	test('keeps what stands within it', () => {
		expect(withoutUnseenAround(' \u200ba b\u00a0c\u200b ')).toBe('a b\u00a0c');
		expect(withoutUnseenAround(' \u200b ')).toBe('');
		expect(withoutUnseenAround('abc')).toBe('abc');
	});

	test.each([
		[{ callbackKey: 'abc' }, 'OK'],
		[{ callbackKey: 'abc', previousCallbackKey: 'a-b' }, 'Error'],
		[{ callbackKey: 'a-b' }, 'Error'],
		[undefined, 'Error'],
	])('is tested by its form: %j', async (data, status) => {
		expect(await testCallbackKey({ data })).toMatchObject({ status });
	});
});
