import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../../../tools/n8n/machine.mts';

/** One HTTP request, as an attacker makes it. */
export interface Attack {
	/** What is tried, for counts and for the report of a failure. */
	kind: string;
	/** Whether its maker knows the callback key. */
	signed: boolean;
	method: 'POST' | 'GET';
	/** What stands behind the `?` of the address. */
	query: string;
	headers: Record<string, string>;
	body: Buffer;
}

/** A member of a JSON object as text: its value need not be what `JSON.stringify` would write. */
export type Member = readonly [name: string, json: string];

/** The text of an object with these members, in this order, repeated ones too. */
export function objectText(members: readonly Member[]): string {
	return `{${members.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;
}

const EVENTS = join(ROOT, 'catalogue', 'events');
const EXAMPLES = readdirSync(EVENTS).flatMap((event) =>
	readdirSync(join(EVENTS, event, 'examples')).map((file) => join(EVENTS, event, 'examples', file)),
);

/** Tencent's documented callbacks, one list of members each, without `sign` and `t`. */
export const PAYLOADS: Member[][] = EXAMPLES.map((path) =>
	Object.entries(JSON.parse(readFileSync(path, 'utf8')) as object)
		.filter(([name]) => name !== 'sign' && name !== 't')
		.map(([name, value]) => [name, JSON.stringify(value)] as const),
);

/** The name of every field in them. */
export const FIELD_NAMES = [...new Set(PAYLOADS.flat().map(([name]) => name))];

/** A right `sign` and `t` (Unix seconds as text). */
export interface Pair {
	sign: string;
	t: string;
}

/** What an attacker without the key may have seen. */
export interface Seen {
	/** Counts now; alone it would be a replay, so that attacks use it taken apart only. */
	fresh: Pair;
	/** Counted once. */
	expired: Pair;
}

/** Where the parts of a pair are put. */
export interface Placed {
	kind: string;
	members: Member[];
	query: string;
}

/** Tencent's scheme (doc 32744): the MD5 of key and `t` run together. */
export function pairOf(key: string, t: number | string): Pair {
	return { sign: createHash('md5').update(`${key}${t}`).digest('hex'), t: String(t) };
}

/** What a careless implementation may take for a key where it has none. */
const NO_KEYS = [
	'',
	'undefined',
	'null',
	'NaN',
	'[object Object]',
	'false',
	'true',
	'0',
	' ',
	'[]',
];

const quoted = (text: string): string => JSON.stringify(text);

const hex = (length: number) =>
	fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });

const anyJson = fc.oneof(
	fc.constantFrom('null', 'true', 'false', '0', '-1', '1e400', '[]', '{}', '""', '[[]]', '[null]'),
	fc.constantFrom('{"toString":1}', '{"length":32}', '"\\ud800"', '{"__proto__":{}}', '[0]', '1.5'),
	fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)),
);

/** JSON texts that a `sign` without the key may be. */
const wrongSign = fc.oneof(
	hex(32).map(quoted),
	hex(32).map((sign) => `"${sign.toUpperCase()}"`),
	hex(32).map((sign) => `["${sign}"]`),
	fc.integer({ min: 0, max: 80 }).chain(hex).map(quoted),
	fc.string({ unit: 'binary', minLength: 32, maxLength: 32 }).map(quoted),
	fc.constantFrom('"' + '０'.repeat(32) + '"', '"' + '\\u0000'.repeat(32) + '"'),
	anyJson,
);

/** JSON texts made of a moment that counts, written in every way that is not Tencent's. */
const bentTime = (t: string) =>
	fc.constantFrom(
		...[`${t}.5`, `-${t}`, `"-${t}"`, `" ${t}"`, `"${t} "`, `"${t}\\n"`, `"+${t}"`, `"0x${t}"`],
		...[`"${Number(t).toString(16)}"`, `"${t}e0"`, `"${t}.0"`, `[${t}]`, `{"t":${t}}`, `"${t}n"`],
		...[`"${fullWidth(t)}"`, `"\\u0660${t}"`, `${t}000`, `"${t}000000"`, `"0000${t}"`, `"${t}_"`],
		...['1e400', '-1e400', '9007199254740993', '1e308', '"Infinity"', '"NaN"', '0', '"0"', '1e11'],
	);

/** Pairs that nobody needs a key for; none of them may be taken. */
export function forgedPair({ fresh, expired }: Seen): fc.Arbitrary<Placed> {
	const wrongTime = fc.oneof(anyJson, bentTime(fresh.t), fc.constant(fresh.t));
	const guessed = fc.constantFrom(...NO_KEYS).map((key) => pairOf(key, fresh.t));
	const inBody = (kind: string, sign: string, t: string): Placed => ({
		...{ kind, query: '' },
		members: [
			['sign', sign],
			['t', t],
		],
	});
	const name = fc.constantFrom('Sign', 'SIGN', ' sign', 'sign\u0000', 'ѕign', 'sign ', 'signature');
	return fc.oneof(
		fc.tuple(wrongSign, wrongTime).map(([sign, t]) => inBody('wrong sign', sign, t)),
		guessed.map(({ sign, t }) => inBody('key guessed', quoted(sign), t)),
		bentTime(fresh.t).map((t) => inBody('time bent', quoted(pairOf('', t).sign), t)),
		bentTime(expired.t).map((t) => inBody('old pair, new time', quoted(expired.sign), t)),
		fc.constant(inBody('old pair', quoted(expired.sign), expired.t)),
		fc.constant(inBody('old sign, new time', quoted(expired.sign), fresh.t)),
		wrongTime.map((t) => inBody('right sign, wrong time', quoted(fresh.sign), unlike(t, fresh.t))),
		fc.constantFrom<Placed>(...takenApart(fresh)),
		name.map<Placed>((sign) => ({
			...{ kind: 'pair under other names', query: '' },
			members: [
				[sign, quoted(fresh.sign)],
				['t', fresh.t],
			],
		})),
		fc.tuple(wrongSign, wrongTime).map(([sign, t]) => ({
			...{ kind: 'wrong sign in the query', members: [] },
			query: `sign=${encoded(sign)}&t=${encoded(t)}`,
		})),
		fc.constant<Placed>({ kind: 'no pair', members: [], query: '' }),
	);
}

/** The right pair in places that must not count together. */
function takenApart({ sign, t }: Pair): Placed[] {
	const kind = 'pair taken apart';
	const quotedSign = quoted(sign);
	const inQuery = (query: string, members: Member[] = []): Placed => ({ kind, members, query });
	return [
		inQuery(`t=${t}`, [['sign', quotedSign]]),
		inQuery(`sign=${sign}`, [['t', t]]),
		inQuery(`sign=${sign}&t=${t}`, [['sign', '""']]),
		inQuery(`sign=${sign}&t=${t}`, [['t', 'null']]),
		inQuery(`sign=${sign}&t=${t}`, [['sign', 'null']]),
		inQuery(`sign=${sign}&sign=${sign}&t=${t}`),
		inQuery(`sign[]=${sign}&t=${t}`),
		inQuery(`sign=${sign}&t[]=${t}`),
		inQuery(`sign[0]=${sign}&t[0]=${t}`),
		inQuery(`sign[toString]=${sign}&t=${t}`),
		inQuery(`__proto__[sign]=${sign}&__proto__[t]=${t}`),
		inQuery(`constructor[prototype][sign]=${sign}&t=${t}`),
		inQuery(`a[sign]=${sign}&a[t]=${t}`),
		inQuery(`SIGN=${sign}&T=${t}`),
		inQuery('', [['data', `{"sign":${quotedSign},"t":${t}}`]]),
		inQuery('', [['__proto__', `{"sign":${quotedSign},"t":${t}}`]]),
		inQuery('', [
			['sign', `[${quotedSign}]`],
			['t', t],
		]),
		inQuery('', [
			['sign', quotedSign],
			['t', t],
			['sign', '"0"'],
		]),
	];
}

const encoded = (json: string) =>
	encodeURIComponent(Buffer.from(json.replace(/^"|"$/g, '')).toString());
const fullWidth = (digits: string) =>
	[...digits].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('');
const unlike = (json: string, t: string) => (json === t || json === `"${t}"` ? `${t}1` : json);

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
