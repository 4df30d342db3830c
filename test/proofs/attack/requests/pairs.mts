import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Member } from './attack.mts';

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
