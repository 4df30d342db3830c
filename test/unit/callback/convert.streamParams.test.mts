import fc from 'fast-check';
import { decodePercent } from '../../../nodes/json/secrets.ts';
import { decoded, payloadOf } from './decoded.mts';

const paramsOf = (query: unknown) =>
	decoded(payloadOf('streamEnd', { stream_param: query })).streamParams;

describe('stream parameters', () => {
	test.each([
		['pairs', 'a=1&b=2', { a: '1', b: '2' }],
		['a value that holds =', 'a=1=2', { a: '1=2' }],
		['a + that stays a +', 'a=1+2', { a: '1+2' }],
		['percent codes', 'a=%E7%9B%B4%26&%62=%20', { a: '直&', b: ' ' }],
		['codes that are none', 'a=%E7%9B&b=%zz&c=100%', { a: '%E7%9B', b: '%zz', c: '100%' }],
		['a name without a value', 'a&b=', { a: '', b: '' }],
		['a value without a name', '=1', { '': '1' }],
		['empty pairs', '&a=1&&', { a: '1' }],
		['a leading question mark', '?a=1', { a: '1' }],
		['a name that comes twice', 'a=1&a=2&a=3', { a: ['1', '2', '3'] }],
		['nothing', '', {}],
		['a number', 12, { '12': '' }],
	])('are read from %s', (_reason, query, expected) => {
		expect(paramsOf(query)).toEqual(expected);
	});

	test.each([
		'txSecret',
		'auth_key',
		'sign',
		'secret',
		'token',
		'password',
		'key',
		'TXSECRET',
		'Key',
	])('never show the value of %s', (name) => {
		expect(paramsOf(`${name}=abc123&room=42`)).toEqual({ [name]: '[hidden]', room: '42' });
	});

	test.each([
		['twice', 'key=a&key=b', { key: ['[hidden]', '[hidden]'] }],
		['under a coded name', 'tx%53ecret=abc', { txSecret: '[hidden]' }],
		['in a second query', 'room=1?txSecret=abc', { room: '1?txSecret=[hidden]' }],
		['after a question mark', '?txSecret=abc', { txSecret: '[hidden]' }],
		['in the query of a whole address', 'a/b?key=abc', { 'a/b?key': '[hidden]' }],
	])('never show a secret that comes %s', (_reason, query, expected) => {
		expect(paramsOf(query)).toEqual(expected);
	});

	test('stay text, without secrets, where they are longer than any query', () => {
		const rest = `&a=${'1'.repeat(65_536)}`;
		expect(paramsOf(`txSecret=abc${rest}`)).toBe(`txSecret=[hidden]${rest}`);
	});

	test('are read from a query that is all broken codes', () => {
		const query = '%f0%9f'.repeat(10_000);
		expect(paramsOf(query)).toEqual({ [query]: '' });
	});

	test('keep names that mean something to the language as their own', () => {
		const params = paramsOf('__proto__=1&constructor=2&toString=3&__proto__=4') as object;
		expect(Object.entries(params)).toEqual([
			['__proto__', ['1', '4']],
			['constructor', '2'],
			['toString', '3'],
		]);
	});

	test('agree with URLSearchParams on every query without + and without broken codes', () => {
		const word = fc.string({ unit: 'grapheme' }).map(encodeURIComponent);
		const pairs = fc.uniqueArray(fc.tuple(word, word), {
			selector: ([name]) => name,
			minLength: 1,
		});
		fc.assert(
			fc.property(pairs, (list) => {
				const query = list.map(([name, value]) => `n${name}=${value}`).join('&');
				expect(paramsOf(query)).toEqual(Object.fromEntries(new URLSearchParams(query)));
			}),
		);
	});
});

describe('percent-decoding', () => {
	test('undoes every encoding', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				expect(decodePercent(encodeURIComponent(text))).toBe(text);
			}),
		);
	});

	test('never throws and leaves broken codes where good ones are decoded', () => {
		expect(decodePercent('%41%ff%42%E7%9B%41%')).toBe('A%ffB%E7%9BA%');
		const codes = fc.array(fc.constantFrom('%41', '%E7', '%9B', '%B4', '%F0', '%9F', '%', 'x'));
		fc.assert(fc.property(codes, (parts) => typeof decodePercent(parts.join('')) === 'string'));
	});
});
