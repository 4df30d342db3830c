import fc from 'fast-check';

import { ALSO_QUERIES } from './alsoQueries.mts';
import {
	type Attack,
	FIELD_NAMES,
	forgedPair,
	hostileMembers,
	type Member,
	objectText,
	type Pair,
	PAYLOADS,
	type Placed,
	type Seen,
} from './requests.mts';

const headers: fc.Arbitrary<Record<string, string>> = fc.oneof(
	{ weight: 8, arbitrary: fc.constant({}) },
	fc.constantFrom<Record<string, string>>(
		{ 'x-http-method-override': 'GET', 'x-forwarded-for': '127.0.0.1' },
		{ authorization: 'Basic eDp5', cookie: 'n8n-auth=eyJhbGciOiJub25lIn0' },
		{ 'content-disposition': 'attachment; filename="__proto__"' },
		{ 'content-language': '\u00ff', host: 'localhost', origin: 'null' },
		{ sign: 'f'.repeat(32), t: '9999999999' },
		{ 'content-encoding': 'gzip' },
	),
);

const strangeQuery = fc.constantFrom(
	...[
		'',
		'',
		'',
		'a=1',
		'__proto__[polluted]=true',
		'constructor[prototype][polluted]=true',
		'%',
		'&&=',
	],
	...[
		'toString=1&hasOwnProperty=2',
		`${'a=1&'.repeat(2_000)}`,
		`a${'[a]'.repeat(500)}=1`,
		'%ff%c0',
	],
);

/** Lists of those that an event is to be handed on to. */
const alsoQuery = fc.constantFrom(...Object.values(ALSO_QUERIES).map(({ query }) => query));

const someAlso = fc.oneof({ weight: 3, arbitrary: fc.constant('') }, alsoQuery);

const anyQuery = fc.oneof(
	{ weight: 3, arbitrary: strangeQuery },
	{ weight: 1, arbitrary: alsoQuery },
);

/** Bodies that are no object. */
const otherBody = fc.constantFrom(
	'',
	' ',
	'[]',
	'[{}]',
	'null',
	'5',
	'"{}"',
	'{"a":',
	'{}x',
	'true',
);

const members = (heavy: boolean) =>
	fc
		.tuple(fc.constantFrom<Member[]>([], ...PAYLOADS), hostileMembers(FIELD_NAMES, heavy))
		.map(([payload, hostile]) => [...payload, ...hostile]);

interface Parts {
	kind: string;
	signed: boolean;
	placed: Placed;
	text: string;
	query: string;
	encoding: Encoding;
	extra: Record<string, string>;
}

function attackOf({ kind, signed, placed, text, query, encoding, extra }: Parts): Attack {
	const type = encoding.contentType;
	return {
		...{ kind, signed, method: 'POST', body: encoding.bytes(text) },
		headers: { ...(type === undefined ? {} : { 'content-type': type }), ...extra },
		query: [placed.query, query].filter(Boolean).join('&'),
	};
}

/** Attacks by someone who has no key; none of them may be taken. */
export function forgedAttack(seen: Seen): fc.Arbitrary<Attack> {
	const written = (heavy: boolean) =>
		fc
			.tuple(forgedPair(seen), members(heavy), fc.boolean(), anyQuery, headers)
			.chain(([placed, list, first, query, extra]) => {
				// With another encoding, the pair in the query could be alone, and with that right.
				const apart = placed.kind === 'pair taken apart';
				const all = first ? [...placed.members, ...list] : [...list, ...placed.members];
				const kind = heavy ? `${placed.kind}, large` : placed.kind;
				return (apart ? honestEncoding : anyEncoding).map((encoding) =>
					attackOf({
						...{ kind, signed: false, placed, text: objectText(all), extra },
						...{ query: apart ? '' : query, encoding },
					}),
				);
			});
	const bases = PAYLOADS.map((payload) =>
		Buffer.from(objectText([...payload, ['sign', `"${seen.expired.sign}"`], ['t', seen.fresh.t]])),
	);
	const noObject = fc.tuple(otherBody, anyEncoding, anyQuery, headers);
	return fc.oneof(
		{ weight: 50, arbitrary: written(false) },
		{ weight: 1, arbitrary: written(true) },
		{ weight: 40, arbitrary: sentBytes('mutated, forged', mutated(bases), false) },
		{
			weight: 5,
			arbitrary: noObject.map(([text, encoding, query, extra]) =>
				attackOf({
					...{ kind: 'no object', signed: false, text, encoding, query, extra },
					placed: { kind: '', members: [], query: '' },
				}),
			),
		},
	);
}

/** Requests with a right signature that mean harm all the same. */
function signedAttack({ sign, t }: Pair): fc.Arbitrary<Attack> {
	const pair: Member[] = [
		['sign', `"${sign}"`],
		['t', t],
	];
	const written = (heavy: boolean) =>
		fc
			.tuple(members(heavy), fc.boolean(), fc.boolean(), anyEncoding, headers, someAlso)
			.map(([list, inQuery, first, encoding, extra, query]) => {
				const all = inQuery ? list : first ? [...pair, ...list] : [...list, ...pair];
				return attackOf({
					...{ kind: heavy ? 'signed, large' : 'signed', signed: true, encoding, extra },
					...{ text: objectText(all), query },
					placed: { kind: '', members: [], query: inQuery ? `sign=${sign}&t=${t}` : '' },
				});
			});
	const bases = PAYLOADS.map((payload) => Buffer.from(objectText([...payload, ...pair])));
	return fc.oneof(
		{ weight: 30, arbitrary: written(false) },
		{ weight: 1, arbitrary: written(true) },
		{ weight: 20, arbitrary: sentBytes('mutated, signed', mutated(bases), true) },
	);
}

function sentBytes(kind: string, bytes: fc.Arbitrary<Buffer>, signed: boolean) {
	const type = fc.constantFrom('application/json', 'text/plain', 'text/plain', 'x/y');
	return fc.tuple(bytes, type, anyQuery, headers).map(
		([body, contentType, query, extra]): Attack => ({
			...{ kind, signed, method: 'POST', query, body },
			headers: { 'content-type': contentType, ...extra },
		}),
	);
}

/** What a browser or a crawler asks for. */
export const anyGet: fc.Arbitrary<Attack> = fc.tuple(anyQuery, headers).map(
	([query, extra]): Attack => ({
		...{ kind: 'GET', signed: false, method: 'GET', query, headers: extra },
		body: Buffer.alloc(0),
	}),
);

/** All of them, two forged ones to each signed one. */
export function anyAttack(seen: Seen): fc.Arbitrary<Attack> {
	return fc.oneof(
		{ weight: 66, arbitrary: forgedAttack(seen) },
		{ weight: 33, arbitrary: signedAttack(seen.fresh) },
		{ weight: 1, arbitrary: anyGet },
	);
}

/** One change to bytes; `at` and `from` are places as parts of 65 536 of the whole. */
interface Change {
	how: (typeof WAYS)[number];
	at: number;
	from: number;
	length: number;
	byte: number;
}

const WAYS = [
	'flip',
	'truncate',
	'cut',
	'insert',
	'token',
	'repeat',
	'splice',
	'overwrite',
] as const;

/** What a parser may stumble over. */
const TOKENS = [
	...['"__proto__":{"polluted":true},', '"constructor":{"prototype":{"polluted":true}},'],
	...['"sign":"00000000000000000000000000000000",', '"t":1e400,', '"t":', '"sign":', '1e400', '-0'],
	...[
		'\\ud800',
		'\\u0000',
		'{"a":',
		'[[[[',
		']]]]',
		'},{',
		'\u0000',
		'\ufeff',
		'"',
		'\\',
		',',
		':',
	],
	...['9007199254740993', 'null', '&sign=0&t=0', '/**/', '0x10', 'NaN', '\ud7ff', '%ff', '<!--'],
].map((token) => Buffer.from(token));

const change: fc.Arbitrary<Change> = fc.record({
	how: fc.constantFrom(...WAYS),
	at: fc.nat(65_535),
	from: fc.nat(65_535),
	length: fc.integer({ min: 1, max: 64 }),
	byte: fc.nat(255),
});

/** One of the payloads, with up to four changes to its bytes. */
export function mutated(payloads: readonly Buffer[]): fc.Arbitrary<Buffer> {
	return fc
		.tuple(fc.nat(payloads.length - 1), fc.array(change, { minLength: 1, maxLength: 4 }))
		.map(([index, changes]) =>
			changes.reduce(
				(bytes, one) => applied(one, bytes, payloads[(index + one.byte) % payloads.length]),
				payloads[index],
			),
		);
}

function applied({ how, at, from, length, byte }: Change, bytes: Buffer, other: Buffer): Buffer {
	const start = placeIn(bytes, at);
	const source = placeIn(bytes, from);
	const before = bytes.subarray(0, start);
	const rest = bytes.subarray(start);
	switch (how) {
		case 'flip': {
			const copy = Buffer.from(bytes);
			if (copy.length > 0) copy[start % copy.length] ^= 1 << (byte & 7);
			return copy;
		}
		case 'truncate':
			return before;
		case 'cut':
			return Buffer.concat([before, rest.subarray(length)]);
		case 'insert':
			return Buffer.concat([before, Buffer.alloc(length, byte), rest]);
		case 'token':
			return Buffer.concat([before, TOKENS[byte % TOKENS.length], rest]);
		case 'repeat':
			return Buffer.concat([before, bytes.subarray(source, source + length), rest]);
		case 'splice':
			return Buffer.concat([before, other.subarray(placeIn(other, from))]);
		case 'overwrite':
			return Buffer.concat([before, Buffer.alloc(length, byte), rest.subarray(length)]);
	}
}

const placeIn = (bytes: Buffer, part: number) => Math.floor((part * bytes.length) / 65_536);

/** How a text becomes bytes, and what the request says about it. */
export interface Encoding {
	contentType: string | undefined;
	bytes(text: string): Buffer;
}

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const latin1 = (text: string) => Buffer.from(text, 'latin1');
// Half a character has no code.
const form = (text: string) => utf8(encodeURIComponent(utf8(text).toString()));
// Well-formed: n8n's parser never ends for some XML that is not.
const xml = (text: string) =>
	utf8(`<sign t="1">${text.replace(/[^\x20-\x7e]|[<>&]/g, '-')}</sign>`);
const behind = (bytes: number[], encode: (text: string) => Buffer) => (text: string) =>
	Buffer.concat([Buffer.from(bytes), encode(text)]);
/** Bytes that are no UTF-8, in the middle of the text. */
const broken = (text: string) => {
	const bytes = utf8(text);
	const middle = bytes.length >> 1;
	const wrong = Buffer.from([0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf5]);
	return Buffer.concat([bytes.subarray(0, middle), wrong, bytes.subarray(middle)]);
};

const JSON_TYPE = 'application/json';

const plain: Encoding = { contentType: JSON_TYPE, bytes: utf8 };

/** As n8n decodes them rightly or as good as. */
const HONEST: Encoding[] = [
	plain,
	{ contentType: `${JSON_TYPE}; charset=utf-8`, bytes: utf8 },
	{ contentType: JSON_TYPE, bytes: behind([0xef, 0xbb, 0xbf], utf8) },
	{ contentType: 'text/plain', bytes: utf8 },
	{ contentType: 'text/plain; charset=utf-16le', bytes: utf16 },
	{ contentType: `${JSON_TYPE}; charset=utf-16le`, bytes: behind([0xff, 0xfe], utf16) },
	{ contentType: 'application/octet-stream', bytes: utf8 },
	{ contentType: 'multipart/mixed; boundary=x', bytes: utf8 },
	{ contentType: 'x/y; charset=klingon', bytes: utf8 },
	{ contentType: undefined, bytes: utf8 },
];

/** What says one thing and sends another. */
const CROOKED: Encoding[] = [
	{ contentType: JSON_TYPE, bytes: utf16 },
	{ contentType: JSON_TYPE, bytes: behind([0xff, 0xfe], utf16) },
	{ contentType: `${JSON_TYPE}; charset=latin1`, bytes: utf8 },
	{ contentType: `${JSON_TYPE}; charset=latin1`, bytes: latin1 },
	{ contentType: JSON_TYPE, bytes: latin1 },
	{ contentType: JSON_TYPE, bytes: broken },
	{ contentType: 'text/plain', bytes: broken },
	{ contentType: `${JSON_TYPE}; charset=hex`, bytes: utf8 },
	{ contentType: `${JSON_TYPE}; charset=base64`, bytes: utf8 },
	{ contentType: `${JSON_TYPE}; charset=utf-7`, bytes: utf8 },
	{ contentType: `${JSON_TYPE}; charset=`, bytes: utf8 },
	{ contentType: 'application/x-www-form-urlencoded', bytes: utf8 },
	{ contentType: 'application/x-www-form-urlencoded', bytes: form },
	{ contentType: 'text/xml', bytes: xml },
	{ contentType: 'application/soap+xml', bytes: xml },
	{ contentType: `${JSON_TYPE}, text/plain`, bytes: utf8 },
	{ contentType: '\t;;=/', bytes: utf8 },
	{ contentType: 'a/b', bytes: utf16 },
	{ contentType: undefined, bytes: broken },
	{ contentType: undefined, bytes: behind([0x1f, 0x8b, 8], utf8) },
	{ contentType: 'APPLICATION/JSON', bytes: behind([0, 0x20, 0x0a], utf8) },
];

const anyEncoding: fc.Arbitrary<Encoding> = fc.oneof(
	{ weight: 6, arbitrary: fc.constant(plain) },
	{ weight: 2, arbitrary: fc.constantFrom(...HONEST) },
	{ weight: 2, arbitrary: fc.constantFrom(...CROOKED) },
);

/** An encoding with which what was written is what is read. */
const honestEncoding: fc.Arbitrary<Encoding> = fc.oneof(
	{ weight: 4, arbitrary: fc.constant(plain) },
	fc.constantFrom(...HONEST),
);
