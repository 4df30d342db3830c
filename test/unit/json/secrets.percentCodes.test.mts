import fc from 'fast-check';
import {
	decodePercent,
	hideQuerySecrets,
	hideSecrets,
	isPushSecret,
	isSecretName,
} from '../../../nodes/json/secrets.ts';

const encoded = (bytes: Iterable<number>) =>
	[...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

/** What Node.js makes of it; undefined where it is no UTF-8. */
const standard = (bytes: number[]) => {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes));
	} catch {
		return undefined;
	}
};

describe('percent codes', () => {
	/** The first and the last character of each length, and the neighbours of those that are none. */
	const EDGES = [
		...[0x00, 0x7f, 0x80, 0xbf, 0xc0, 0xff, 0x100, 0x7ff, 0x800, 0xfff, 0x1000],
		...[0xd7ff, 0xe000, 0xfeff, 0xffff, 0x1_0000, 0x3_ffff, 0x4_0000, 0xf_ffff, 0x10_ffff],
	];

	test.each(EDGES)('stand for the character %i', (code) => {
		const character = String.fromCodePoint(code);
		const codes = encoded(Buffer.from(character));
		for (const text of [codes, codes.toUpperCase(), `a${codes}b${codes}`]) {
			expect(decodePercent(text)).toBe(decodeURIComponent(text));
		}
	});

	test('stand for a character wherever one or two bytes are one', () => {
		for (let first = 0; first < 256; first += 1) {
			for (const bytes of [
				[first],
				...[0x00, 0x7f, 0x80, 0xbf, 0xc0].map((next) => [first, next]),
			]) {
				const isOne = standard(bytes);
				if (isOne !== undefined) expect(decodePercent(encoded(bytes))).toBe(isOne);
				else if (bytes.every((byte) => byte >= 0x80)) {
					expect(decodePercent(encoded(bytes))).toBe(encoded(bytes));
				}
			}
		}
	});

	test.each([
		['half of a character of two', [0xed, 0xa0, 0x80]],
		['the last half', [0xed, 0xbf, 0xbf]],
		['written with two bytes instead of one', [0xc1, 0xbf]],
		['written with three bytes instead of two', [0xe0, 0x9f, 0xbf]],
		['written with four bytes instead of three', [0xf0, 0x8f, 0xbf, 0xbf]],
		['beyond the last one', [0xf4, 0x90, 0x80, 0x80]],
		['begun with what begins none', [0xf9, 0x80, 0x80, 0x80]],
		['cut off', [0xf0, 0x9f, 0x98]],
		['without a beginning', [0x80, 0xbf]],
	])('stay where the character is %s', (_what, bytes) => {
		expect(standard(bytes)).toBeUndefined();
		expect(decodePercent(encoded(bytes))).toBe(encoded(bytes));
	});

	test.each([
		'%',
		'%4',
		'%4g',
		'%g4',
		'%/4',
		'%:4',
		'%@4',
		'%4G',
		'%`1',
		'% 41',
		'%4/',
		'%4:',
		'%4`',
		'%4@',
		'%c3xa9',
	])('are not %s', (text) => {
		expect(decodePercent(`${text}`)).toBe(text);
		expect(decodePercent(`${text}%41`)).toBe(`${text}A`);
	});

	test('of any text come out as it went in', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				fc.pre(text.isWellFormed());
				expect(decodePercent(encodeURIComponent(text))).toBe(text);
			}),
		);
	});
});

describe('a secret of a query', () => {
	test.each(['auth_key', 'sign', 'secret', 'token', 'password', 'key', 'txSecret', 'TX_secret'])(
		'stands under %s',
		(name) => {
			for (const spelled of [name, name.toUpperCase(), encoded(Buffer.from(name))]) {
				expect(hideQuerySecrets(`a=1&${spelled}=b&c=2`)).toBe(`a=1&${spelled}=[hidden]&c=2`);
				expect(hideQuerySecrets(`a=1?${spelled}=b?c=2`)).toBe(`a=1?${spelled}=[hidden]?c=2`);
				expect(hideQuerySecrets(`${spelled}=b`)).toBe(`${spelled}=[hidden]`);
			}
			expect(isSecretName(name)).toBe(true);
		},
	);

	test.each(['keys', 'xkey', 'signs', 'tokens', 'a', ''])('does not stand under %s', (name) => {
		expect(hideQuerySecrets(`a=1&${name}=b&c=2`)).toBe(`a=1&${name}=b&c=2`);
		expect(isSecretName(name)).toBe(false);
	});

	test.each([
		['key', 'key'],
		['key&a=1', 'key&a=1'],
		['a&key=b=c&d', 'a&key=[hidden]&d'],
		['key=', 'key=[hidden]'],
		['&&key=b&&', '&&key=[hidden]&&'],
		['=b&key=c', '=b&key=[hidden]'],
		['keyx&keyx=1', 'keyx&keyx=1'],
		['?', '?'],
		['', ''],
	])('ends where the next parameter begins: %s', (query, hidden) => {
		expect(hideQuerySecrets(query)).toBe(hidden);
	});
});

describe('a push secret', () => {
	test.each([
		['txSecret=1', 'txSecret=[hidden]'],
		['txSecret=', 'txSecret='],
		['txSecret', 'txSecret'],
		['TXSECRET:1', 'TXSECRET:[hidden]'],
		['tx_secret=1&a', 'tx_secret=[hidden]&a'],
		['tx-secret=1', 'tx-secret=[hidden]'],
		['tx__secret=1', 'tx__secret=1'],
		['txSecre=1', 'txSecre=1'],
		['txSecretxSecret=1', 'txSecretxSecret=[hidden]'],
		['mytxSecret=1', 'mytxSecret=[hidden]'],
		['txSecret = "a b" c', 'txSecret = "[hidden]" c'],
		["txSecret='a b", "txSecret='[hidden]"],
		['{"txSecret": "a"}', '{"txSecret": "[hidden]"}'],
		['{\\"txSecret\\":\\"a\\"}', '{\\"txSecret\\":\\"[hidden]\\"}'],
		['txSecret=[1,2] x', 'txSecret=[hidden]'],
		['txSecret%3D1%26a', 'txSecret%3D[hidden]%26a'],
		['txSecret%253D1%2526a', 'txSecret%253D[hidden]%2526a'],
		['tx%53ecret=1', 'tx%53ecret=[hidden]'],
		['t\\u0078Secret=1', 't\\u0078Secret=[hidden]'],
		['t\\\\u0078Secret=1', 't\\\\u0078Secret=[hidden]'],
		['t\\u007xSecret=1', 't\\u007xSecret=1'],
		['\\u0074xSecret=1', '\\u0074xSecret=[hidden]'],
		['\\txSecret=1', '\\txSecret=[hidden]'],
		[
			'{\\u0022txSecret\\u0022:\\u0022a b\\u0022}',
			'{\\u0022txSecret\\u0022:\\u0022[hidden]\\u0022}',
		],
		['{"txSecret":"1\\"a","c":1}', '{"txSecret":"[hidden]","c":1}'],
		['\\n0074xSecret=1', '\\n0074xSecret=1'],
		['txSecret=1%262&b=3', 'txSecret=[hidden]&b=3'],
		['txSecret%253Dx', 'txSecret%253D[hidden]'],
		['txSecret%253D1%26a', 'txSecret%253D[hidden]%26a'],
		['txSecret%3D1%2526a%26b', 'txSecret%3D[hidden]%26b'],
		['txSecret%3D1%2641', 'txSecret%3D[hidden]%2641'],
		['txSecret=>1', 'txSecret=>[hidden]'],
		['txSecret=[hidden]', 'txSecret=[hidden]'],
		['txSecret=1 txSecret=2', 'txSecret=[hidden] txSecret=[hidden]'],
		['txSecret=1。后', 'txSecret=[hidden]。后'],
		['txSecret＝1', 'txSecret＝[hidden]'],
	])('is hidden in %s', (text, hidden) => {
		expect(hideSecrets(text)).toBe(hidden);
		expect(hideSecrets(`a ${text}`)).toBe(`a ${hidden}`);
		expect(hideSecrets(hidden)).toBe(hidden);
	});

	test.each([
		['txSecret', true],
		['TxSecret', true],
		['playTxSecret', true],
		['tx_secret', true],
		['txSecretKey', false],
		['secret', false],
		['txTime', false],
	])('has a name or not: %s', (name, isOne) => {
		expect(isPushSecret(name)).toBe(isOne);
	});
});
