import {
	DEEPEST_LEVEL,
	isTooDeep,
	nestingOf,
	setOwn,
	sortedJson,
} from '../../../nodes/json/values.ts';

describe('a property', () => {
	test.each(['__proto__', 'constructor', 'a', ''])(
		'is like any other whatever its name: %j',
		(name) => {
			const target = {};
			for (const value of [1, 2]) {
				setOwn(target, name, value);
				expect(Object.getOwnPropertyDescriptor(target, name)).toEqual({
					...{ value, enumerable: true, configurable: true, writable: true },
				});
			}
			expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
		},
	);
});

describe('JSON with sorted keys', () => {
	test.each([
		[undefined, 'null'],
		[{ b: undefined, a: [undefined] }, '{"a":[null],"b":null}'],
		[[], '[]'],
		[['', 1], '["",1]'],
		[{ '': '' }, '{"":""}'],
	])('of %j is %s', (value, text) => {
		expect(sortedJson(value)).toBe(text);
	});
});

describe('how deep a value is nested', () => {
	const nested = (levels: number, inner: string): object =>
		JSON.parse(`${inner.repeat(levels)}1${(inner === '[' ? ']' : '}').repeat(levels)}`) as object;

	test.each(['[', '{"a":'])('counts the outermost as the first level: %s', (inner) => {
		expect(isTooDeep(nested(DEEPEST_LEVEL, inner))).toBe(false);
		expect(isTooDeep(nested(DEEPEST_LEVEL + 1, inner))).toBe(true);
	});

	test.each([
		[[1, 2, 3], 3],
		[{ a: 1, b: [2] }, 3],
		[[[], [], { a: {} }], 4],
	])('of %j takes %i values to be seen', (value, values) => {
		expect(nestingOf(value, values)).toBe('fine');
		expect(nestingOf(value, values - 1)).toBe('unseen');
	});
});
