import { sentFor } from './sentFor.mts';

const MOST_BYTES = 10 * 1024 * 1024;
const nested = (levels: number) => `${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`;

/** The body as it goes out, or why it is refused. */
async function outcomeOf(body: unknown): Promise<{ text?: string; finding?: string }> {
	try {
		return { text: (await sentFor({ body })).body };
	} catch (thrown) {
		return { finding: (thrown as Error).message.replace(/^'Body' /, '') };
	}
}

const findingOf = async (given: unknown) => (await outcomeOf(given)).finding;

describe('the body of a call', () => {
	test.each(['x', '录'])(
		'is as large as Tencent Cloud takes it, in bytes of "%s"',
		async (letter) => {
			const bytes = Buffer.byteLength(letter);
			const count = Math.floor((MOST_BYTES - 8) / bytes);
			const text = `{"a":"${letter.repeat(count)}"}`;
			const largest = text.padEnd(text.length + MOST_BYTES - Buffer.byteLength(text), ' ');
			expect(await findingOf(largest)).toBeUndefined();
			expect(await findingOf(`${largest} `)).toBe('is larger than 10 MB');
			const object = { a: letter.repeat(count) };
			expect(await findingOf(object)).toBeUndefined();
			expect(await findingOf({ ...object, more: 'than it takes' })).toBe('is larger than 10 MB');
		},
	);

	test('is 100 levels deep at most', async () => {
		expect(await findingOf(nested(100))).toBeUndefined();
		expect(await findingOf(nested(101))).toBe('is nested deeper than 100 levels');
		expect(await findingOf(JSON.parse(nested(100)))).toBeUndefined();
		expect(await findingOf(JSON.parse(nested(101)))).toBe('is nested deeper than 100 levels');
		expect(await findingOf(`{"a":${'['.repeat(99)}${']'.repeat(99)}}`)).toBeUndefined();
		expect(await findingOf(`{"a":${'['.repeat(100)}${']'.repeat(100)}}`)).toBeDefined();
	});

	test.each([undefined, null, ''])('is empty where %p was given', async (given) => {
		expect(await outcomeOf(given)).toEqual({ text: '{}' });
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
	])('is no object: %s', async (text, finding) => {
		expect(await findingOf(text)).toContain(finding.replace(/ \(.*/, ''));
		expect(await findingOf(text)).toMatch(/^is [^(]*( \(at character \d+\))?$/);
		if (finding.includes('(')) expect(await findingOf(text)).toBe(finding);
	});

	test.each(['9007199254740992', '-9007199254740992', '18446744073709551615'])(
		'holds all digits of %s where it is a text, and is refused as an object',
		async (digits) => {
			const text = `{"id":${digits},"list":[{"id":${digits}},1],"text":"${digits}","none":null}`;
			expect(await outcomeOf(text)).toEqual({ text });
			expect(await findingOf(JSON.parse(text))).toBe('holds a number that is too long to be exact');
		},
	);

	test('keeps numbers that are exact', async () => {
		const text = '{"id":9007199254740991,"rate":0.5}';
		expect(await outcomeOf(text)).toEqual({ text });
		expect(await outcomeOf(JSON.parse(text))).toEqual({ text });
	});
});
