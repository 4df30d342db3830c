import {
	booleanFrom,
	boolean,
	integer,
	integerFrom,
	integers,
	json,
	numberFrom,
	numbers,
	streamParams,
	tells,
	tellsTime,
	tellsWithin,
	textFrom,
	texts,
} from '../../../nodes/callback/convert.ts';
const LONGEST_PARSED = 64 * 1024;

describe('digits', () => {
	test('are those from 0 to 9 and no neighbour of theirs', () => {
		for (let code = 0; code < 256; code += 1) {
			const character = String.fromCharCode(code);
			const isDigit = character >= '0' && character <= '9';
			for (const text of [`1${character}`, `${character}1`, `-${character}`]) {
				const isMinus = text === '-1' && character === '-';
				const expected = isDigit || isMinus ? Number(text) + 0 : undefined;
				expect([text, integerFrom(text)]).toEqual([text, expected]);
			}
		}
	});

	test.each(['', '-', '--1', '1-', '.5', '5.', '1.-5', '1.5.5', '-.5', '1e3'])(
		'are not "%s"',
		(text) => {
			expect(numberFrom(text)).toBeUndefined();
		},
	);

	test.each([
		['0', 0],
		['-0', 0],
		['1.5', 1.5],
		['-1.50', -1.5],
		['00.5', 0.5],
	])('make the number %s', (text, number) => {
		expect(Object.is(numberFrom(text), number)).toBe(true);
	});

	test('make an exact integer up to 2^53 and stay digits beyond', () => {
		const last = 2 ** 53 - 1;
		expect(integerFrom(String(last))).toBe(last);
		expect(integerFrom(String(-last))).toBe(-last);
		expect(integerFrom('9007199254740992')).toBe('9007199254740992');
		expect(integerFrom(2 ** 53)).toBe('9007199254740992');
		expect(integerFrom(last)).toBe(last);
		expect(textFrom(last)).toBe(String(last));
		expect(textFrom(1e21)).toBe('1000000000000000000000');
		expect(textFrom(1.5e-7)).toBe('1.5e-7');
		expect(Object.is(integer(-0), 0)).toBe(true);
		expect(Object.is(integerFrom(-0), 0)).toBe(true);
		expect([textFrom(Infinity), numberFrom(Infinity), numberFrom('9'.repeat(400))]).toEqual([
			...[undefined, undefined, undefined],
		]);
	});
});

describe('a switch', () => {
	test.each([
		[true, true],
		[1, true],
		['1', true],
		[false, false],
		[0, false],
		['0', false],
	])('is read from %p', (value, expected) => {
		expect(booleanFrom(value)).toBe(expected);
		expect(boolean(value)).toBe(expected);
	});

	test.each([2, -1, '2', 'true', '01', null, [1]])('is not read from %p', (value) => {
		expect(booleanFrom(value)).toBeUndefined();
	});

	test('that is blank is not known', () => {
		expect([boolean(' '), boolean(undefined), boolean('yes')]).toEqual([null, null, 'yes']);
	});
});

describe('a list', () => {
	test.each([integers, numbers])('of numbers holds null for what is blank', (convert) => {
		expect(convert(['1', ' ', 2, 'x', null])).toEqual([1, null, 2, 'x', null]);
		expect(convert('3')).toEqual([3]);
		expect(convert(' ')).toBeNull();
		expect(convert('x')).toBe('x');
		expect(convert(undefined)).toBeNull();
	});

	test('of texts is made of one', () => {
		expect(texts('a')).toEqual(['a']);
		expect(texts([1, 'a', true])).toEqual(['1', 'a', true]);
		expect(texts(true)).toBe(true);
	});
});

describe('a text that is taken to pieces', () => {
	test.each([LONGEST_PARSED - 1, LONGEST_PARSED])('may have %i characters', (length) => {
		const query = 'a=1&b='.padEnd(length, 'x');
		expect(streamParams(query)).toEqual({ a: '1', b: 'x'.repeat(length - 6) });
		expect(json('{"a_b":1}'.padEnd(length, ' '), 'field', [])).toEqual({ aB: 1 });
	});

	test('stays whole where it has one more', () => {
		const query = 'a=1&b='.padEnd(LONGEST_PARSED + 1, 'x');
		expect(streamParams(query)).toBe(query);
		const text = '{"a_b":1}'.padEnd(LONGEST_PARSED + 1, ' ');
		expect(json(text, 'field', [])).toBe(text);
	});

	test.each([
		['', {}],
		[' ', {}],
		['?', {}],
		['?a=1', { a: '1' }],
		['??a=1', { '?a': '1' }],
		['a', { a: '' }],
		['a=', { a: '' }],
		['=1', { '': '1' }],
		['&&a=1&&b=2&', { a: '1', b: '2' }],
		['a=1&a=2', { a: ['1', '2'] }],
		['a=1&a=2&a=3', { a: ['1', '2', '3'] }],
		['a=1=2', { a: '1=2' }],
		['a&b', { a: '', b: '' }],
		['%61=%62', { a: 'b' }],
	])('is taken so: %s', (query, params) => {
		expect(streamParams(query)).toEqual(params);
	});

	test.each([
		['{"a_b":1}', { aB: 1 }],
		['"{\\"a_b\\":1}"', { aB: 1 }],
		['[{"a_b":1}]', [{ aB: 1 }]],
		['"x"', 'x'],
		['7', 7],
		[' ', null],
		[{ a_b: 1 }, { aB: 1 }],
	])('is JSON: %j', (value, expected) => {
		const problems: never[] = [];
		expect(json(value, 'field', problems)).toEqual(expected);
		expect(problems).toEqual([]);
	});

	test('is reported where it is no JSON', () => {
		const problems: { field: string; problem: string }[] = [];
		expect(json('{', 'field', problems)).toBe('{');
		expect(json(7, 'field', problems)).toBe(7);
		expect(problems).toEqual([{ field: 'field', problem: 'must be JSON' }]);
	});
});

describe('what tells something', () => {
	test.each([1, -1, 0.5, '1', '01', 'x', ':', '0.0a'])('does so: %p', (value) => {
		expect(tells(value)).toBe(true);
		expect(tellsWithin({ a: [{ b: 0 }, { b: value }] }, ['a', 'b'])).toBe(true);
	});

	test.each([0, -0, '0', '000', '', ' ', '/', '-0', null, undefined, true, {}])(
		'does not: %p',
		(value) => {
			expect(tells(value)).toBe(false);
			expect(tellsWithin({ a: [{ b: value }] }, ['a', 'b'])).toBe(false);
		},
	);

	test.each([
		[1, true],
		['1', true],
		[0.001, true],
		[0, false],
		[-1, false],
		['x', false],
		[null, false],
	])('is a time after 1970: %p', (value, isSo) => {
		expect(tellsTime(value)).toBe(isSo);
	});
});
