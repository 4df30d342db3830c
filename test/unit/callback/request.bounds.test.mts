import {
	excessOf,
	isProbe,
	PROBE,
	readPayload,
	readStrangersPayload,
} from '../../../nodes/callback/request.ts';

const MEBIBYTE = 1024 * 1024;
const PAYLOAD = { a: 1 };
const textOf = (length: number) => '{"a":1}'.padEnd(length, ' ');

describe("a stranger's body", () => {
	test.each([MEBIBYTE - 1, MEBIBYTE])('of %i characters is read', (length) => {
		const text = textOf(length);
		const read = { ok: true, payload: PAYLOAD };
		expect(readStrangersPayload(text)).toEqual(read);
		expect(readStrangersPayload(Buffer.from(text))).toEqual(read);
		expect(readStrangersPayload(undefined, text)).toEqual(read);
		expect(readStrangersPayload(PAYLOAD, text)).toEqual(read);
	});

	test('of one more is not', () => {
		const text = textOf(MEBIBYTE + 1);
		for (const body of [text, Buffer.from(text), undefined]) {
			expect(readStrangersPayload(body, text)).toMatchObject({ ok: false });
		}
		expect(readStrangersPayload(PAYLOAD, text)).toMatchObject({ ok: true, unseen: true });
	});

	test('that is large, but no object, is refused whatever n8n made of it', () => {
		const text = textOf(MEBIBYTE + 1);
		expect(readStrangersPayload([PAYLOAD], text)).toMatchObject({ ok: false });
		expect(readStrangersPayload(PAYLOAD, `x${text}`)).toMatchObject({ ok: false });
		expect(readStrangersPayload(PAYLOAD)).toEqual({ ok: true, payload: PAYLOAD });
	});
});

describe('what stands before an object', () => {
	const BODY = { parsed: true };

	test.each([
		['nothing', []],
		['white space of JSON', [0x20, 0x09, 0x0a, 0x0d]],
		['the byte order mark of UTF-8', [0xef, 0xbb, 0xbf]],
		['that of UTF-16', [0xff, 0xfe]],
		['that of UTF-16 with the higher byte first', [0xfe, 0xff, 0x00]],
	])('may be %s', (_what, codes) => {
		const raw = Buffer.from([...codes, 0x7b, 0x7d]);
		expect(readPayload(BODY, raw)).toEqual({ ok: true, payload: BODY });
	});

	test('is no other character', () => {
		const allowed = [0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf, 0xfe, 0xff, 0x00, 0x7b];
		for (let code = 0; code < 256; code += 1) {
			const raw = Buffer.from([code, 0x7b, 0x7d]);
			const isTaken = readPayload(BODY, raw).ok && readPayload(BODY, raw.toString('latin1')).ok;
			expect([code, isTaken]).toEqual([code, allowed.includes(code)]);
		}
		expect(readPayload(BODY, Buffer.from('  '))).toMatchObject({ ok: false });
	});

	test('may be a byte order mark as one character', () => {
		expect(readPayload(BODY, '\ufeff{}')).toEqual({ ok: true, payload: BODY });
	});
});

describe('a payload that was not looked at to its end', () => {
	const holding = (values: number) => ({ list: Array(values - 1).fill(1) });
	const nested = (levels: number) =>
		JSON.parse(`${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`);

	test('is taken where it is signed and holds 100 000 values at most', () => {
		expect(excessOf(holding(99_999), { isSigned: true })).toBeUndefined();
		expect(excessOf(holding(100_000), { isSigned: true })).toBeUndefined();
		expect(excessOf(holding(100_001), { isSigned: true })).toBe(
			'The body holds more than any callback',
		);
	});

	test('is refused where it is too deep', () => {
		expect(excessOf(nested(100), { isSigned: true })).toBeUndefined();
		expect(excessOf(nested(101), { isSigned: true })).toBe(
			'The body is nested deeper than 100 levels',
		);
	});

	test('is refused where it is not signed, whatever it holds', () => {
		expect(excessOf({}, { isSigned: false })).toBe('The body holds more than any callback');
	});
});

describe('a probe', () => {
	test('holds its purpose and what signs it, and nothing else', () => {
		expect(isProbe({ ...PROBE })).toBe(true);
		expect(isProbe({ ...PROBE, t: 1, sign: 'x' })).toBe(true);
		expect(isProbe({ ...PROBE, event_type: 1 })).toBe(false);
		expect(isProbe({ ...PROBE, t: 1, sign: 'x', other: 1 })).toBe(false);
		expect(isProbe({ t: 1, sign: 'x' })).toBe(false);
		expect(isProbe({ purpose: 'another' })).toBe(false);
	});
});
