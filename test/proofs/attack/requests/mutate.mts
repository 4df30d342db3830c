import fc from 'fast-check';

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
