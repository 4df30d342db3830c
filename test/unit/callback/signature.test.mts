import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { authenticate, couldBeSigned, signCallback } from '../../../nodes/callback/signature.ts';
import callbackSign from './callbackSign.json' with { type: 'json' };

const KEY = 'n8nCallbackKey0001';
const T = 1764000600;
const NOW = (T - 600) * 1000;
const DAY_SECONDS = 86_400;
const SIGN = '0031901964133309ad6b5b0bf0e31ff6';

type Given = {
	body?: Record<string, unknown>;
	query?: Record<string, unknown>;
	keys?: string[];
	now?: number;
	toleranceSeconds?: number;
};

const answerTo = ({ body = { sign: SIGN, t: T }, query = {}, ...options }: Given) =>
	authenticate({ body, query }, { keys: [KEY], now: NOW, toleranceSeconds: 300, ...options });

const denied = (reason: string) => ({ ok: false, reason });
const accepted = { ok: true, expiresAt: T, keyIndex: 0 };

describe('the published signatures', () => {
	test.each([
		callbackSign.documentation,
		...callbackSign.vectors,
		callbackSign.relatedDocumentation,
	])('are computed for $key and $t', ({ key, t, sign }) => {
		expect(signCallback(key, t)).toBe(sign);
		expect(signCallback(key, String(t))).toBe(sign);
	});

	test.each(callbackSign.vectors.filter(({ key }) => key !== ''))(
		'$name is accepted while t has not passed',
		({ key, t, sign }) => {
			const given = { body: { sign, t }, keys: [key], now: t * 1000 };
			expect(answerTo(given)).toEqual({ ok: true, expiresAt: t, keyIndex: 0 });
		},
	);

	test.each([
		['upper-case-hex', true],
		['t-changed', 'wrongSign'],
		['other-key', 'wrongSign'],
		['t-then-key', 'wrongSign'],
		['truncated', 'malformed'],
		['empty', 'malformed'],
	] as const)('the invalid one %s gives %s', (name, outcome) => {
		const { key, t, sign } = callbackSign.invalid.find((vector) => vector.name === name)!;
		const answer = answerTo({ body: { sign, t }, keys: [key] });
		expect(answer).toMatchObject(outcome === true ? { ok: true } : denied(outcome));
	});
});

describe('a callback', () => {
	test.each([
		['t is a number', {}],
		['t is text', { body: { sign: SIGN, t: String(T) } }],
		[
			'the pair is in the query and the body has neither',
			{ body: {}, query: { sign: SIGN, t: String(T) } },
		],
		['sign is in upper case', { body: { sign: SIGN.toUpperCase(), t: T } }],
		['the query holds something else as well', { query: { sign: 'x', t: '1' } }],
		['t passed exactly as long ago as the tolerance', { now: (T + 300) * 1000 }],
		['t is exactly a day ahead', { now: (T - DAY_SECONDS) * 1000 }],
	] as Array<[string, Given]>)('is accepted where %s', (_reason, given) => {
		expect(answerTo(given)).toEqual(accepted);
	});

	test.each([
		['no key is known', 'noKey', { keys: [] }],
		['the only key is empty', 'noKey', { keys: [''], body: { t: T, sign: signCallback('', T) } }],
		['sign is missing', 'missing', { body: { t: T } }],
		['t is missing', 'missing', { body: { sign: SIGN } }],
		[
			'sign is in the body and t in the query',
			'missing',
			{ body: { sign: SIGN }, query: { t: String(T) } },
		],
		[
			't is in the body and the whole pair in the query',
			'missing',
			{ body: { t: 5 }, query: { sign: SIGN, t: String(T) } },
		],
		['both are missing', 'missing', { body: {} }],
		[
			'sign is inherited',
			'missing',
			{ body: Object.create({ sign: SIGN, t: T }) as Record<string, unknown> },
		],
		[
			't is inherited by the query',
			'missing',
			{ body: {}, query: Object.create({ sign: SIGN, t: T }) as Record<string, unknown> },
		],
		['t is 301 s old', 'expired', { now: (T + 301) * 1000 }],
		['t is a millisecond older than the tolerance', 'expired', { now: (T + 300) * 1000 + 1 }],
		['the tolerance is not a number', 'expired', { toleranceSeconds: Number.NaN }],
		['the clock is not a number', 'expired', { now: Number.NaN }],
		['t is more than a day ahead', 'tooFarAhead', { now: (T - DAY_SECONDS - 1) * 1000 }],
		['sign belongs to another key', 'wrongSign', { keys: ['n8nCallbackKey0002'] }],
		[
			'sign belongs to no key and is in upper case',
			'wrongSign',
			{ body: { sign: 'A'.repeat(32), t: T } },
		],
		['the right sign has a space before it', 'malformed', { body: { sign: ` ${SIGN}`, t: T } }],
	] as Array<[string, string, Given]>)('is refused where %s (%s)', (_reason, reason, given) => {
		expect(answerTo(given)).toEqual(denied(reason));
	});

	test.each([{ sign: SIGN }, { t: T }])(
		'is signed by what it holds itself, not by what it inherits: %j',
		(inherited) => {
			const query = { sign: SIGN, t: String(T) };
			const body = Object.create(inherited) as Record<string, unknown>;
			expect(answerTo({ body, query })).toEqual(accepted);
			const own = Object.create(inherited) as Record<string, unknown>;
			const [rest] = Object.entries(query).filter(([name]) => !(name in inherited));
			own[rest![0]] = rest![1];
			expect(answerTo({ body: {}, query: own })).toEqual(denied('missing'));
		},
	);

	test('is refused where it is signed with the name of nothing', () => {
		const body = { t: T, sign: signCallback('undefined', T) };
		expect(answerTo({ body })).toEqual(denied('wrongSign'));
	});

	test('is accepted with the second of two keys, and the answer says which', () => {
		expect(answerTo({ keys: ['', 'newKey', KEY] })).toEqual({ ...accepted, keyIndex: 2 });
		expect(answerTo({ keys: ['newKey', KEY] })).toEqual({ ...accepted, keyIndex: 1 });
	});

	test.each([
		{ t: null },
		{ t: true },
		{ t: 12 },
		{ t: -1 },
		{ t: 1.5 },
		{ t: 1e21 },
		{ t: 2 ** 53 },
	])('with the number or literal $t for t is refused', (pair) => {
		expect(answerTo({ body: { sign: SIGN, ...pair } }).ok).toBe(false);
	});

	test.each(['', ' ', '1e9', '-5', '0x10', '１２', `${T} `, `${T}.0`, '9'.repeat(100_000)])(
		'with the text "%s" for t is malformed',
		(t) => {
			expect(answerTo({ body: { sign: SIGN, t } })).toEqual(denied('malformed'));
			expect(answerTo({ body: {}, query: { sign: SIGN, t } })).toEqual(denied('malformed'));
		},
	);

	test.each(['', 'é'.repeat(32), 'g'.repeat(32), `${SIGN}\n`, ` ${SIGN}`, `${SIGN}00`])(
		'with the text "%s" for sign is malformed',
		(sign) => {
			expect(answerTo({ body: { sign, t: T } })).toEqual(denied('malformed'));
			expect(answerTo({ body: {}, query: { sign, t: String(T) } })).toEqual(denied('malformed'));
		},
	);

	test.each(['é', '\u0161', '\ud800'])(
		'with "%s" in place of a character of sign is malformed, right after the genuine one',
		(letter) => {
			for (const at of [0, SIGN.length - 1]) {
				const sign = SIGN.slice(0, at) + letter + SIGN.slice(at + 1);
				expect(answerTo({})).toEqual(accepted);
				expect(answerTo({ body: { sign, t: T } })).toEqual(denied('malformed'));
			}
		},
	);

	test('whose query repeats sign or t, or makes an object of them, is malformed', () => {
		for (const repeated of [[SIGN], [SIGN, SIGN], { 0: SIGN }, { toString: null }]) {
			expect(answerTo({ body: {}, query: { sign: repeated, t: String(T) } })).toEqual(
				denied('malformed'),
			);
			expect(answerTo({ body: {}, query: { sign: SIGN, t: repeated } })).toEqual(
				denied('malformed'),
			);
		}
	});

	test('is refused for any JSON in sign and t, wherever it stands', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), fc.boolean(), (sign, t, inBody) => {
				const pair = { sign, t };
				expect(answerTo(inBody ? { body: pair } : { body: {}, query: pair }).ok).toBe(false);
			}),
		);
	});

	test("agrees with Node's own MD5 for any key and t", () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(), (key, t) => {
				const sign = createHash('md5')
					.update(key + String(t), 'utf8')
					.digest('hex');
				const given = { keys: [key], body: { sign, t }, now: t * 1000 };
				expect(answerTo(given)).toEqual({ ok: true, expiresAt: t, keyIndex: 0 });
			}),
		);
	});
});

describe('a request could be signed with another key', () => {
	const could = ({ body = {}, query = {}, now = NOW }: Given) =>
		couldBeSigned({ body, query }, { now, toleranceSeconds: 300 });

	test.each<[string, Given]>([
		['in the body', { body: { sign: SIGN, t: T } }],
		['in the query', { query: { sign: SIGN, t: String(T) } }],
		['in capitals', { body: { sign: SIGN.toUpperCase(), t: T } }],
		['within the tolerance', { body: { sign: SIGN, t: T }, now: (T + 300) * 1000 }],
	])('where its pair is well-formed and timely: %s', (_, given) => {
		expect(could(given)).toBe(true);
	});

	test.each<[string, Given]>([
		['no sign', { body: { t: T } }],
		['no t', { body: { sign: SIGN } }],
		['half of each', { body: { sign: SIGN }, query: { t: T } }],
		['a sign too short', { body: { sign: SIGN.slice(1), t: T } }],
		['a sign of other letters', { body: { sign: `g${SIGN.slice(1)}`, t: T } }],
		['a t that is none', { body: { sign: SIGN, t: `${T}x` } }],
		['a t that has passed', { body: { sign: SIGN, t: T }, now: (T + 301) * 1000 }],
		['a t too far ahead', { body: { sign: SIGN, t: T }, now: (T - DAY_SECONDS - 1) * 1000 }],
		['a clock that is none', { body: { sign: SIGN, t: T }, now: Number.NaN }],
	])('but not with %s', (_, given) => {
		expect(could(given)).toBe(false);
	});
});
