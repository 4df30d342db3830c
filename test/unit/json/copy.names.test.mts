import { camelCaseCopy, copyJson, type CopyRules, mergePatch } from '../../../nodes/json/copy.ts';

const camel = (json: string) => JSON.stringify(camelCaseCopy(JSON.parse(json) as object));

describe('keys inside objects', () => {
	test.each([
		['{"sub_label":1}', '{"subLabel":1}'],
		['{"SubLabel":1}', '{"subLabel":1}'],
		['{"subLabel":1}', '{"subLabel":1}'],
		['{"X":1,"y":2}', '{"x":1,"y":2}'],
		['{"type_desc_cn":1}', '{"typeDescCn":1}'],
		['{"a__b_":1,"_c":2}', '{"aB":1,"_c":2}'],
		['{"A-b":1,"":2,"直_播":3}', '{"a-b":1,"":2,"直播":3}'],
		['[{"A_b":[{"C_d":"E_f"}]}]', '[{"aB":[{"cD":"E_f"}]}]'],
	])('become camel case, values stay: %s', (json, expected) => {
		expect(camel(json)).toBe(expected);
	});

	test.each([
		['{"sub_label":1,"SubLabel":2}', '{"subLabel":1,"SubLabel":2}'],
		['{"SubLabel":1,"subLabel":2}', '{"SubLabel":1,"subLabel":2}'],
		['{"SubLabel":1,"sub_label":2,"subLabel":3}', '{"SubLabel":1,"sub_label":2,"subLabel":3}'],
		['{"a_b":{"c_d":1,"cD":2},"aB":{"c_d":3}}', '{"a_b":{"c_d":1,"cD":2},"aB":{"cD":3}}'],
	])('lose nothing where two would be one: %s', (json, expected) => {
		expect(camel(json)).toBe(expected);
	});

	test('are safe whatever they are called', () => {
		expect(camel('{"__proto__":{"a_b":1},"Constructor":2,"to_string":3}')).toBe(
			'{"__proto__":{"aB":1},"constructor":2,"toString":3}',
		);
	});

	test('that only their secrets tell apart are told apart by a number', () => {
		expect(camel('{"sign":0,"a":0,"txSecret=1":1,"txSecret=2":2,"b":{"txSecret=3":3}}')).toBe(
			'{"a":0,"txSecret=[hidden]":"[hidden]","txSecret=[hidden] (3)":"[hidden]","b":{"txSecret=[hidden]":"[hidden]"}}',
		);
	});

	test('that are those of secrets hide what they hold, but not that they hold nothing', () => {
		expect(camel('{"txSecret":"a","tx_secret":"","TXSECRET":null,"playTxSecret":{"a":1}}')).toBe(
			'{"txSecret":"[hidden]","tx_secret":"","tXSECRET":null,"playTxSecret":"[hidden]"}',
		);
	});

	test('never are a signature', () => {
		expect(camel('{"sign":1,"Sign":2,"a":{"sign":3,"signed":4}}')).toBe('{"a":{"signed":4}}');
	});
});

describe('what became of names', () => {
	const rules = (): CopyRules => ({
		rename: (name) => name,
		known: new Map(),
		text: (text) => text,
	});

	test('is remembered of two thousand names, and of none that is longer than a hundred characters', () => {
		const many = rules();
		const names = Array.from({ length: 2001 }, (_, at) => `n${at}`);
		copyJson(Object.fromEntries(names.map((name) => [name, 1])), '', many);
		expect([...many.known.keys()]).toEqual(names.slice(0, 2000));
		const long = rules();
		copyJson({ ['a'.repeat(100)]: 1, ['b'.repeat(101)]: 1 }, '', long);
		expect([...long.known.keys()]).toEqual(['a'.repeat(100)]);
	});
});

describe('an object with a patch', () => {
	test.each([
		[
			{ a: 1, b: 2 },
			{ b: 3, c: 4 },
			{ a: 1, b: 3, c: 4 },
		],
		[{ a: 1, b: 2 }, { b: null, c: null }, { a: 1 }],
		[{ a: { b: 1, c: 2 } }, { a: { c: null, d: [null] } }, { a: { b: 1, d: [null] } }],
		[{ a: 1 }, { a: { b: 1, c: null } }, { a: { b: 1 } }],
		[{ a: { b: 1 } }, { a: [1] }, { a: [1] }],
	])('is merged as RFC 7396 has it: %j and %j', (source, patch, merged) => {
		const before = JSON.stringify(source);
		expect(mergePatch(source, patch)).toEqual(merged);
		expect(JSON.stringify(source)).toBe(before);
	});

	test('keeps a member that is called __proto__', () => {
		const patch = JSON.parse('{"__proto__":{"a":1}}') as Record<string, unknown>;
		expect(Object.entries(mergePatch({}, patch))).toEqual([['__proto__', { a: 1 }]]);
	});
});
