import fc from 'fast-check';
import type { Member } from './attack.mts';

const nested = (depth: number, open: string, close: string) =>
	`${open.repeat(depth)}1${close.repeat(depth)}`;

/** Depths around the bound of 100 levels (the object itself is one of them), and far beyond it. */
const DEPTHS = [1, 98, 99, 100, 101, 1_000, 10_000];

const POLLUTION = [
	'{"__proto__":{"polluted":true}}',
	'{"constructor":{"prototype":{"polluted":true}}}',
	'{"a":{"b":[{"__proto__":{"polluted":true}}]}}',
	'{"prototype":{"polluted":true},"hasOwnProperty":1,"toString":2,"valueOf":3,"toJSON":4}',
	'{"__proto__":null}',
	'{"__defineGetter__":1,"__lookupSetter__":2}',
	'[{"constructor":{"name":"polluted"}}]',
];

const NUMBERS = [
	...['1e400', '-1e400', '9007199254740993', '-9007199254740993', '1e-400', '-0', '0.1e1', '1E22'],
	...['123456789012345678901234567890', '18446744073709551616', '0.000000000000000000000001'],
	...['9'.repeat(400), '8640000000001', '-8640000000001', '253402300800000', '1e21', '5e-324'],
];

const TEXTS = [
	...[
		'""',
		'"0"',
		'" "',
		'"\\u0000"',
		'"\\ud800"',
		'"\\udfff\\ud800"',
		'"\\u2028\\u2029"',
		'"null"',
	],
	...['"[object Object]"', '"{\\"a_b\\":[1]}"', '"["', '"1e400"', '"-1"', '"%"', '"%ff=%&?=&"'],
	...[
		'"?txSecret=0a1b2c3d4e5f&txTime=1"',
		'"a=1?a=2&a=3&__proto__=4"',
		'"<script>"',
		'"={{ $env }}"',
	],
];

const pollution = fc.constantFrom(...POLLUTION);

const value = fc.oneof(
	pollution,
	fc.constantFrom(...NUMBERS),
	fc.constantFrom(...TEXTS, 'null', 'true', 'false', '[]', '{}', '[[]]', '[null,{}]'),
	{ weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }).map((json) => JSON.stringify(json)) },
);

/** Too costly to be frequent. */
const heavyValue = fc.oneof(
	fc
		.tuple(
			fc.constantFrom(...DEPTHS),
			fc.constantFrom(['[', ']'], ['{"a":', '}'], ['[{"x":', '}]']),
		)
		.map(([depth, [open, close]]) => nested(depth, open, close)),
	fc
		.tuple(fc.constantFrom('a', '%', '&=', '*', '%f0%9f', '\\ud800', '0', '?'), fc.nat(20_000))
		.map(([unit, times]) => `"${unit.repeat(times)}"`),
	fc.nat(12_000).map((length) => `[${'1,'.repeat(length)}1]`),
	fc.nat(3_000).map((length) => `[${'9007199254740993,'.repeat(length)}{}]`),
);

/** Names of fields, known to the catalogue or to JavaScript, but for the two that authenticate. */
const nameOf = (known: readonly string[]) =>
	fc.oneof(
		{ weight: 6, arbitrary: fc.constantFrom(...known) },
		fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'),
		fc.constantFrom('toJSON', 'valueOf', 'then', 'length', '0', '', 'sig_n', 'Sign', '_sign'),
		fc.string({ maxLength: 8 }).filter((name) => name !== 'sign' && name !== 't'),
	);

/** Members of an object that mean harm, repeated names among them; `heavy` asks for large ones. */
export function hostileMembers(known: readonly string[], heavy = false): fc.Arbitrary<Member[]> {
	const member = fc.tuple(nameOf(known), heavy ? heavyValue : value);
	return fc.array(member, { minLength: heavy ? 1 : 0, maxLength: heavy ? 2 : 5 });
}
