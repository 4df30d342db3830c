import fc from 'fast-check';
import { objectText, type Attack, type Member } from './attack.mts';
import { anyEncoding, honestEncoding, type Encoding } from './encoding.mts';
import { hostileMembers } from './members.mts';
import { mutated } from './mutate.mts';
import { forgedPair, type Pair, type Placed, type Seen } from './pairs.mts';
import { FIELD_NAMES, PAYLOADS } from './payloads.mts';

const headers: fc.Arbitrary<Record<string, string>> = fc.oneof(
	{ weight: 8, arbitrary: fc.constant({}) },
	fc.constantFrom<Record<string, string>>(
		{ 'x-http-method-override': 'GET', 'x-forwarded-for': '127.0.0.1' },
		{ authorization: 'Basic eDp5', cookie: 'n8n-auth=eyJhbGciOiJub25lIn0' },
		{ 'content-disposition': 'attachment; filename="__proto__"' },
		{ 'content-language': '\u00ff', host: 'localhost', origin: 'null' },
		{ sign: 'f'.repeat(32), t: '9999999999' },
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
			.tuple(forgedPair(seen), members(heavy), fc.boolean(), strangeQuery, headers)
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
	const noObject = fc.tuple(otherBody, anyEncoding, strangeQuery, headers);
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
export function signedAttack({ sign, t }: Pair): fc.Arbitrary<Attack> {
	const pair: Member[] = [
		['sign', `"${sign}"`],
		['t', t],
	];
	const written = (heavy: boolean) =>
		fc
			.tuple(members(heavy), fc.boolean(), fc.boolean(), anyEncoding, headers)
			.map(([list, inQuery, first, encoding, extra]) => {
				const all = inQuery ? list : first ? [...pair, ...list] : [...list, ...pair];
				return attackOf({
					...{ kind: heavy ? 'signed, large' : 'signed', signed: true, encoding, extra },
					...{ text: objectText(all), query: '' },
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
	return fc.tuple(bytes, type, strangeQuery, headers).map(
		([body, contentType, query, extra]): Attack => ({
			...{ kind, signed, method: 'POST', query, body },
			headers: { 'content-type': contentType, ...extra },
		}),
	);
}

/** What a browser or a crawler asks for. */
export const anyGet: fc.Arbitrary<Attack> = fc.tuple(strangeQuery, headers).map(
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
