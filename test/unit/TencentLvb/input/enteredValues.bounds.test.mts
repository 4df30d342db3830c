import { bucketOf, entered } from '../../../../nodes/TencentLvb/input/enteredValues.ts';
import type { ParameterSpec } from '../../../../nodes/TencentLvb/operation.ts';
import { given, isRefused, LABEL } from './given.mts';

describe('a whole number', () => {
	test('lies within its limits, both included', () => {
		const limits = { kind: 'integer', min: 3, max: 5 } as const;
		for (const [value, isTaken] of [
			...([
				[2, false],
				[3, true],
				[4, true],
				[5, true],
				[6, false],
			] as const),
			...([
				['2', false],
				['3', true],
				['+5', true],
				['6', false],
				['-4', false],
			] as const),
			...([
				['9223372036854775807', false],
				[3.5, false],
				['4.0', false],
				['', true],
			] as const),
		]) {
			expect([value, isRefused(given(value, limits))]).toEqual([value, !isTaken]);
		}
	});

	test.each([
		['7', 7],
		['+7', 7],
		['-7', -7],
		['0', 0],
		['9007199254740991', 9_007_199_254_740_991],
		['9007199254740992', 9_007_199_254_740_992n],
		['1'.padEnd(19, '0'), 10n ** 18n],
	])('keeps all digits of %s', (text, value) => {
		expect(given(text, { kind: 'integer' })).toBe(value);
	});

	test.each(['1'.padEnd(20, '0'), '+', '-', '1e3', '0x10', '--7', '7-', '١', 'x7', '7x'])(
		'is not %s',
		(text) => {
			expect(given(text, { kind: 'integer' })).toEqual({
				refused: "'Field' must be a whole number",
			});
		},
	);
});

describe('the number of a thing', () => {
	test.each([1, 9, 10, 18, 19])('has %i digits', (length) => {
		for (const first of ['1', '9']) {
			const digits = first.padEnd(length, '7');
			expect(String(given(digits, { kind: 'id' }))).toBe(digits);
		}
	});

	test.each(['0', '07', '-7', '+7', '7.0', '1'.padEnd(20, '0'), '7 8', 'x'])(
		'is not %s',
		(text) => {
			expect(given(text, { kind: 'id' })).toEqual({ refused: "'Field' must be the number of one" });
		},
	);

	test.each([2 ** 53, -(2 ** 53)])('is not %d, which has lost digits', (number) => {
		for (const kind of ['id', 'integer', 'text'] as const) {
			expect(given(number, { kind })).toEqual({
				refused: "'Field' came as a number that is too long to be exact",
			});
		}
		expect(given([number], { kind: 'list' })).toMatchObject({ refused: expect.any(String) });
		expect(given(2 ** 53 - 1, { kind: 'integer' })).toBe(2 ** 53 - 1);
	});
});

describe('a text', () => {
	test('is as long as its limit in bytes', () => {
		const parameter = { kind: 'text', maxBytes: 6 } as const;
		expect(given('录像', parameter)).toBe('录像');
		expect(given('123456', parameter)).toBe('123456');
		expect(given('1234567', parameter)).toEqual({ refused: "'Field' is longer than 6 bytes" });
		expect(given('录像x', parameter)).toEqual({ refused: "'Field' is longer than 6 bytes" });
	});

	test('is not left out where it is emptied on purpose', () => {
		expect(given('', { kind: 'text' })).toBeUndefined();
		expect(given('', { kind: 'text' }, { keepsEmptyText: true })).toBe('');
		expect(given(' ', { kind: 'text' }, { keepsEmptyText: true })).toBeUndefined();
		expect(given('', { kind: 'integer' }, { keepsEmptyText: true })).toBeUndefined();
		expect(given('', { kind: 'text', emptyAsText: true })).toBe('');
		expect(given('', { kind: 'text', required: true })).toEqual({ refused: "'Field' is empty" });
	});

	test.each([
		[' a ', 'a'],
		['  ', undefined],
		[null, undefined],
		[[], undefined],
		[{}, undefined],
		[{ __rl: true, mode: 'id', value: ' 7 ' }, '7'],
		[{ __rl: true, mode: 'id', value: '' }, undefined],
		[0, 0],
		[false, false],
		[[0], [0]],
		[{ a: 1 }, { a: 1 }],
	])('or anything else was entered or not: %j', (value, expected) => {
		expect(entered(value)).toEqual(expected);
	});

	test('that says itself was entered although it has no fields', () => {
		const date = new Date(0);
		expect(entered(date)).toBe(date);
	});
});

describe('a switch', () => {
	test.each([
		[true, true],
		['TRUE', true],
		[1, true],
		['1', true],
		[false, false],
		['False', false],
		[0, false],
		['0', false],
	])('is read from %p', (value, expected) => {
		expect(given(value, { kind: 'boolean' })).toBe(expected);
		expect(given(value, { kind: 'flag' })).toBe(Number(expected));
	});

	test.each(['yes', 2, -1, '01', 'constructor'])('is not read from %p', (value) => {
		for (const kind of ['boolean', 'flag'] as const)
			expect(isRefused(given(value, { kind }))).toBe(true);
	});
});

describe('a list', () => {
	test('has as many entries as it may', () => {
		const parameter = { kind: 'list', maxItems: 2 } as const;
		expect(given(['a', 'b'], parameter)).toEqual(['a', 'b']);
		expect(given('a,b', parameter)).toEqual(['a', 'b']);
		expect(given(['a', 'b', ' '], parameter)).toEqual(['a', 'b']);
		expect(given('a,b,c', parameter)).toEqual({ refused: "'Field' has more than 2 entries" });
		expect(given(['a b', 'c'], parameter)).toEqual({ refused: "'Field' has more than 2 entries" });
		expect(given(',', parameter)).toEqual({ refused: "'Field' is empty" });
	});

	test.each([
		['["a b","c"]', ['a b', 'c']],
		['[" a ", ""]', ['a']],
		['"a b", "c"', ['a b', 'c']],
		["'a','b'", ["'a'", "'b'"]],
		['7,"b"', ['7', '"b"']],
		[
			['a b', ' c ', ',d', ''],
			['a', 'b', 'c', 'd'],
		],
		[[' http://a/1,2 '], ['http://a/1,2']],
		[7, ['7']],
		[true, ['true']],
		[
			[7, false],
			['7', 'false'],
		],
	])('is taken apart: %j', (value, expected) => {
		expect(given(value, { kind: 'list' })).toEqual(expected);
	});

	test.each(['["a"', '[a]', '[{}]', [['a']], [{}], { a: 'b' }, new Date(0)])(
		'is not %j',
		(value) => {
			expect(given(value, { kind: 'list' })).toEqual({
				refused: "'Field' must be a list of texts",
			});
		},
	);

	test('of objects has as many entries as it may', () => {
		const members = [{ name: 'name', label: 'Name', kind: 'text' }] as ParameterSpec[];
		const parameter = { kind: 'objects', maxItems: 2, members } as const;
		const entries = (count: number) =>
			Array.from({ length: count }, (_, at) => ({ name: `${at}` }));
		expect(given(entries(2), parameter)).toEqual([{ Name: '0' }, { Name: '1' }]);
		expect(given({ entries: entries(2) }, parameter)).toHaveLength(2);
		expect(given({ name: 'x' }, parameter)).toEqual([{ Name: 'x' }]);
		expect(given(entries(3), parameter)).toEqual({ refused: "'Field' has more than 2 entries" });
		expect(isRefused(given({ other: 'x' }, parameter))).toBe(true);
		expect(isRefused(given([1], parameter))).toBe(true);
	});
});

describe('an object', () => {
	const members = [
		{ name: 'name', label: 'Name', kind: 'text' },
		{ name: 'count', label: 'Count', kind: 'integer' },
	] as ParameterSpec[];

	test.each([
		[
			{ name: 'a', count: '2' },
			{ Name: 'a', Count: 2 },
		],
		[{ name: 'a', count: '', other: 'x' }, { Name: 'a' }],
		['{"count":7}', { Count: 7 }],
		[{ other: 'x' }, {}],
	])('holds what was entered of its members: %j', (value, expected) => {
		expect(given(value, { kind: 'object', members })).toStrictEqual(expected);
	});

	test('is refused by the name of the member that can not be used', () => {
		expect(given({ count: 'x' }, { kind: 'object', members })).toEqual({
			refused: "'Field: Count' must be a whole number",
		});
	});

	test.each(['{', '7', '[]', 7, true, ['a']])('is not %j', (value) => {
		expect(given(value, { kind: 'object', members })).toEqual({
			refused: "'Field' must be an object",
		});
	});

	test.each([
		['[{"name":"a"},{"count":1}]', [{ Name: 'a' }, { Count: 1 }]],
		['{"entries":[{"name":"a"}]}', [{ Name: 'a' }]],
		[{ entries: { name: 'a' } }, [{ Name: 'a' }]],
		[{ count: 1 }, [{ Count: 1 }]],
		[[{ count: 1 }], [{ Count: 1 }]],
	])('stands in a list of such, or alone in place of it: %j', (value, expected) => {
		expect(given(value, { kind: 'objects', members })).toEqual(expected);
	});

	test.each(['{', '7', 7, true, { other: 'x' }, { entries: 'x' }])(
		'is no list of such: %j',
		(value) => {
			expect(given(value, { kind: 'objects', members })).toEqual({
				refused: "'Field' must be a list of objects",
			});
		},
	);

	test('is one of a list that is refused by the member that can not be used', () => {
		const value = [{ count: 1 }, { count: 'x' }, 7];
		expect(given(value, { kind: 'objects', members })).toEqual({
			refused: "'Field: Count' must be a whole number",
		});
	});
});

describe('a bucket', () => {
	const account = '1250000000';

	test.each([
		[`videos-${account}`, 'videos'],
		['videos', 'videos'],
		['videos-2026', 'videos-2026'],
		['videos-12345678', 'videos-12345678'],
		['videos-2250000000', 'videos-2250000000'],
		['videos-125000000', 'videos-125000000'],
		['videos-12500000001', 'videos-12500000001'],
		[`videos-${account}-old`, `videos-${account}-old`],
	])('is named without the number of its account: %s', (name, expected) => {
		expect(bucketOf(name, { label: LABEL, account })).toEqual({ ok: true, value: expected });
	});

	test.each([7, 8, 9, 11])('of an account whose number has %i digits', (digits) => {
		const number = '2'.repeat(digits);
		const isNumber = digits >= 8;
		expect(bucketOf(`videos-${number}`, { label: LABEL, account: number })).toEqual({
			ok: true,
			value: isNumber ? 'videos' : `videos-${number}`,
		});
	});

	test('of another account is refused', () => {
		const name = 'videos-1250000001';
		expect(bucketOf(name, { label: LABEL, account })).toMatchObject({
			ok: false,
			message: expect.stringContaining('-1250000001'),
			nextStep: expect.stringContaining('Enter videos alone'),
		});
		expect(isRefused(given(name, { kind: 'bucket' }))).toBe(true);
		expect(given(name, { kind: 'bucket', account: 'appId' })).toBe(name);
		expect(given('videos-125000000', { kind: 'bucket' })).toBe('videos-125000000');
	});
});
