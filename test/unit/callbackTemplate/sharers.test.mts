import fc from 'fast-check';
import {
	isShareable,
	MOST_SHARERS,
	reaches,
	sharersBehind,
	sharersIn,
	withoutSharer,
	withSharer,
} from '../../../nodes/callbackTemplate/sharers.ts';

const BASE = 'https://n8n.example.com/webhook';
const urlOf = (id: string, base = BASE) => `${base}/${id}/tencent-lvb`;
const [A, B, C] = ['a-1', 'b_2', 'C3'].map((id) => urlOf(id));

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
const ids = fc.uniqueArray(id, { minLength: 1, maxLength: MOST_SHARERS });
const valueOf = (list: string[]) =>
	list.slice(1).reduce<string>((value, one) => withSharer(value, urlOf(one))!, urlOf(list[0]));

describe('The address of a slot that workflows share', () => {
	test('is that of the first, with the ids of the others behind it', () => {
		expect(withSharer(withSharer(A, B)!, C)).toBe(`${A}?also=b_2,C3`);
	});

	test('stands for each of them, in the order in which they came', () => {
		fc.assert(
			fc.property(ids, (list) => {
				expect(sharersIn(valueOf(list))).toEqual(list.map((one) => urlOf(one)));
			}),
		);
	});

	test('is read with commas that came encoded, and with an empty list', () => {
		expect(sharersIn(`${A}?also=b_2%2CC3%2cb_2`)).toEqual([A, B, C]);
		expect(sharersIn(`${A}?also=`)).toEqual([A]);
	});

	test('names nobody twice', () => {
		expect(withSharer(`${A}?also=b_2`, B)).toBe(`${A}?also=b_2`);
		expect(sharersIn(`${A}?also=a-1,b_2,b_2`)).toEqual([A, B]);
	});

	test.each([
		['', [true, false, false]],
		['?also=b_2', [true, true, false]],
		['?also=b_2,C3', [true, true, true]],
		['?also=C3', [true, false, true]],
	])('of A%s reaches A, B and C: %j', (list, reached) => {
		expect([A, B, C].map((url) => reaches(`${A}${list}`, url))).toEqual(reached);
		expect(reaches(undefined, A)).toBe(false);
	});

	test('is as before when somebody has come and gone', () => {
		fc.assert(
			fc.property(ids, id, (list, guest) => {
				fc.pre(!list.includes(guest) && list.length < MOST_SHARERS);
				const value = valueOf(list);
				expect(withoutSharer(withSharer(value, urlOf(guest))!, urlOf(guest))).toBe(value);
			}),
		);
	});

	test("goes to the next one when the first leaves, and is nobody's when the last leaves", () => {
		expect(withoutSharer(`${A}?also=b_2,C3`, A)).toBe(`${B}?also=C3`);
		expect(withoutSharer(`${A}?also=b_2`, B)).toBe(A);
		expect(withoutSharer(A, A)).toBeUndefined();
		expect(withoutSharer(A, B)).toBe(A);
	});

	test('has room for ten', () => {
		const ten = valueOf(Array.from({ length: MOST_SHARERS }, (_, n) => `id${n}`));
		expect(sharersIn(ten)).toHaveLength(10);
		expect(withSharer(ten, B)).toBeUndefined();
		expect(withSharer(ten, urlOf('id9'))).toBe(ten);
	});

	test.each([
		['another host', urlOf('a-1', 'https://other.example.com/webhook'), false],
		['another base path', urlOf('a-1', 'https://n8n.example.com/n8n/webhook'), false],
		['another scheme', A.replace('https', 'http'), false],
		['another port', urlOf('a-1', 'https://n8n.example.com:8443/webhook'), false],
		['another node below the same base', `${BASE}/a-1/other`, false],
		['a query of its own', `${A}?token=1`, false],
		['a list and more', `${A}?also=b_2&token=1`, false],
		['an id that has to be encoded', `${BASE}/a%20b/tencent-lvb`, false],
		['a fragment', `${A}#x`, false],
		['what is no address', 'push.example.com', false],
		['a trigger of this n8n', A, true],
		['several triggers of this n8n', `${A}?also=C3`, true],
	])('with %s may be shared by B: %s %s', (_what, value, expected) => {
		expect(isShareable(value, B)).toBe(expected);
		if (!expected) expect(sharersIn(value)).toEqual([value]);
	});

	test('of somebody else is left by nobody but its very owner', () => {
		const foreign = 'https://example.com/callback?action=1';
		expect(withoutSharer(foreign, A)).toBe(foreign);
		expect(withoutSharer(foreign, foreign)).toBeUndefined();
		expect(reaches(foreign, foreign)).toBe(true);
	});

	test('of somebody else takes nobody in, and no address of somebody else is taken in', () => {
		const foreign = 'https://example.com/callback?action=1';
		expect(withSharer(foreign, A)).toBe(foreign);
		expect(withSharer(A, foreign)).toBe(A);
		expect(isShareable(foreign, foreign)).toBe(false);
	});
});

describe('Those that a callback is handed on to', () => {
	test('are what the slot names behind the carrier', () => {
		fc.assert(
			fc.property(ids, (list) => {
				const { searchParams } = new URL(valueOf(list));
				const behind = sharersBehind(urlOf(list[0]), searchParams.get('also') ?? undefined);
				expect(behind).toEqual(list.slice(1).map((one) => urlOf(one)));
			}),
		);
	});

	test('are never more than nine, never the carrier, and all under its base, whatever is asked', () => {
		const anything = fc.oneof(
			fc.string(),
			fc
				.array(fc.oneof(id, fc.string(), fc.constantFrom('..', '/', 'https://evil.example', 'a-1')))
				.map((list) => list.join(',')),
			fc.anything(),
		);
		fc.assert(
			fc.property(anything, (also) => {
				const behind = sharersBehind(A, also);
				expect(behind.length).toBeLessThanOrEqual(9);
				expect(behind).not.toContain(A);
				for (const url of behind)
					expect(url).toMatch(/^https:\/\/n8n\.example\.com\/webhook\/[\w-]{1,64}\/tencent-lvb$/);
				expect(new Set(behind).size).toBe(behind.length);
			}),
		);
	});

	test('are the first nine of more', () => {
		const list = Array.from({ length: 12 }, (_, n) => `id${n}`);
		const nine = list.slice(0, 9).map((one) => urlOf(one));
		expect(sharersBehind(A, ['a-1', ...list].join())).toEqual(nine);
	});

	test('are none where the list is endless, no text, or the carrier has no address of ours', () => {
		expect(sharersBehind(A, Array.from({ length: 10_000 }, (_, n) => `id${n}`).join())).toEqual([]);
		expect(sharersBehind(A, ['b_2'])).toEqual([]);
		expect(sharersBehind('https://example.com/x', 'b_2')).toEqual([]);
	});
});

test.each([
	[63, true],
	[64, true],
	[65, false],
])('An id of %i characters is one or not: %p', (length, isId) => {
	const long = 'x'.repeat(length);
	expect(sharersBehind(A, `${long},b_2`)).toEqual(isId ? [urlOf(long), B] : [B]);
	expect(sharersIn(urlOf(long))).toEqual([urlOf(long)]);
	expect(isShareable(urlOf(long), A)).toBe(isId);
});

test.each([
	[670, [B]],
	[671, []],
])(
	'A list of ten of the longest ids with commas is looked at, and none longer: %i',
	(size, behind) => {
		expect(sharersBehind(A, `b_2${','.repeat(size - 3)}`)).toEqual(behind);
	},
);
