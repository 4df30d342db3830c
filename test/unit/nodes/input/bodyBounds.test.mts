import { readBody } from '../../../../nodes/TencentLvb/execution/jsonBody.ts';

const MOST_BYTES = 10 * 1024 * 1024;
const nested = (levels: number) => `${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`;
const findingOf = (given: unknown) => {
	const read = readBody(given);
	return read.ok ? undefined : read.finding;
};

describe('the body of a call', () => {
	test.each(['x', '录'])('is as large as Tencent Cloud takes it, in bytes of "%s"', (letter) => {
		const bytes = Buffer.byteLength(letter);
		const count = Math.floor((MOST_BYTES - 8) / bytes);
		const text = `{"a":"${letter.repeat(count)}"}`;
		const largest = text.padEnd(text.length + MOST_BYTES - Buffer.byteLength(text), ' ');
		expect(findingOf(largest)).toBeUndefined();
		expect(findingOf(`${largest} `)).toBe('is larger than 10 MB');
		const object = { a: letter.repeat(count) };
		expect(findingOf(object)).toBeUndefined();
		expect(findingOf({ ...object, more: 'than it takes' })).toBe('is larger than 10 MB');
	});

	test('is 100 levels deep at most', () => {
		expect(findingOf(nested(100))).toBeUndefined();
		expect(findingOf(nested(101))).toBe('is nested deeper than 100 levels');
		expect(findingOf(JSON.parse(nested(100)))).toBeUndefined();
		expect(findingOf(JSON.parse(nested(101)))).toBe('is nested deeper than 100 levels');
		expect(findingOf(`{"a":${'['.repeat(99)}${']'.repeat(99)}}`)).toBeUndefined();
		expect(findingOf(`{"a":${'['.repeat(100)}${']'.repeat(100)}}`)).toBeDefined();
	});

	test.each([undefined, null, ''])('is empty where %p was given', (given) => {
		expect(readBody(given)).toEqual({ ok: true, body: {} });
	});

	test.each([
		['null', 'is null instead of a JSON object'],
		['[]', 'is a list instead of a JSON object'],
		['"a"', 'is a text instead of a JSON object'],
		['0', 'is a number instead of a JSON object'],
		['false', 'is a boolean instead of a JSON object'],
		['{"a" 1}', 'is not valid JSON (at character 6)'],
		['x', 'is not valid JSON'],
		['{', 'is not valid JSON (at character 2)'],
	])('is no object: %s', (text, finding) => {
		expect(findingOf(text)).toContain(finding.replace(/ \(.*/, ''));
		expect(findingOf(text)).toMatch(/^is [^(]*( \(at character \d+\))?$/);
		if (finding.includes('(')) expect(findingOf(text)).toBe(finding);
	});

	test.each(['9007199254740992', '-9007199254740992', '18446744073709551615'])(
		'holds all digits of %s where it is a text, and is refused as an object',
		(digits) => {
			const text = `{"id":${digits},"list":[{"id":${digits}},1],"text":"${digits}","none":null}`;
			expect(readBody(text)).toEqual({
				ok: true,
				body: {
					...{ id: BigInt(digits), list: [{ id: BigInt(digits) }, 1] },
					...{ text: digits, none: null },
				},
			});
			expect(findingOf(JSON.parse(text))).toBe('holds a number that is too long to be exact');
		},
	);

	test('keeps numbers that are exact', () => {
		const text = '{"id":9007199254740991,"rate":0.5}';
		expect(readBody(text)).toEqual({ ok: true, body: JSON.parse(text) as unknown });
		expect(readBody(JSON.parse(text))).toEqual({ ok: true, body: JSON.parse(text) as unknown });
	});
});
