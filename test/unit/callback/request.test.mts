import fc from 'fast-check';
import { readPayload, readStrangersPayload } from '../../../nodes/callback/request.ts';

const PAYLOAD = { event_type: 1, app: 'push.example.com', stream_id: 'room=1&2' };
const TEXT = JSON.stringify(PAYLOAD);
const MORE_THAN_A_MEBIBYTE = 1024 * 1024 + 1;

/** An object whose innermost level is `levels`. */
const nested = (levels: number) => `${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`;

describe('a payload', () => {
	test.each([
		['n8n parsed it', PAYLOAD, TEXT],
		['it came as plain text', TEXT, TEXT],
		['it came as plain text with a byte order mark', `\ufeff${TEXT}`, undefined],
		['it came as bytes', Buffer.from(TEXT), undefined],
		['n8n knows no such content type and gives an empty object', {}, Buffer.from(TEXT)],
		['n8n gives nothing', undefined, TEXT],
		['it came as a form', { [TEXT.split('=')[0]]: '1', '2"}': '' }, Buffer.from(TEXT)],
		['it came as a form with white space before it', { [` ${TEXT}`]: '' }, ` ${TEXT}`],
	])('is read where %s', (_reason, body, rawBody) => {
		expect(readPayload(body, rawBody)).toEqual({ ok: true, payload: PAYLOAD });
	});

	test('is the object that n8n parsed, not a copy', () => {
		expect(readPayload(PAYLOAD, TEXT)).toHaveProperty('payload', PAYLOAD);
		const answer = readPayload(PAYLOAD, TEXT);
		expect(answer.ok && answer.payload === PAYLOAD).toBe(true);
	});

	test('may be an empty object', () => {
		expect(readPayload({}, Buffer.from('{}'))).toEqual({ ok: true, payload: {} });
		expect(readPayload({})).toEqual({ ok: true, payload: {} });
	});

	test('may have keys that JavaScript treats specially', () => {
		const answer = readPayload('{"__proto__":{"sign":"x"},"constructor":1,"hasOwnProperty":2}');
		expect(answer.ok && Object.keys(answer.payload)).toEqual([
			'__proto__',
			'constructor',
			'hasOwnProperty',
		]);
	});

	test('may be 100 levels deep', () => {
		expect(readPayload(nested(100)).ok).toBe(true);
		expect(readPayload(JSON.parse(nested(100))).ok).toBe(true);
	});
});

describe('a body', () => {
	test.each<[string, unknown, string]>([
		['a form', { event_type: '1', sign: 'x' }, 'event_type=1&sign=x'],
		['XML', { xml: { event_type: '1' } }, '<xml><event_type>1</event_type></xml>'],
		['parts', { event_type: '1' }, '--x\r\nContent-Disposition: form-data; name="event_type"'],
		['a list read as an object', { 0: PAYLOAD }, `[${TEXT}]`],
	])('that is %s is no JSON, whatever n8n made of it', (_what, body, rawBody) => {
		const refused = { ok: false, message: 'The body is not a JSON object' };
		for (const raw of [rawBody, Buffer.from(rawBody)]) {
			expect(readPayload(body, raw)).toEqual(refused);
			const longer = `${raw.toString()}${' '.repeat(MORE_THAN_A_MEBIBYTE)}`;
			expect(readStrangersPayload(body, longer)).toMatchObject({ ok: false });
		}
	});

	test.each(['utf8', 'utf16le'] as const)('in %s is what n8n parsed', (encoding) => {
		for (const text of [TEXT, `\n ${TEXT}`, `\ufeff${TEXT}`]) {
			expect(readPayload(PAYLOAD, Buffer.from(text, encoding))).toHaveProperty('payload', PAYLOAD);
		}
	});

	const NOT_AN_OBJECT = 'The body is not a JSON object';
	const EMPTY = 'The body is empty';

	test.each([
		['an array', [], NOT_AN_OBJECT],
		['an array of objects', [PAYLOAD], NOT_AN_OBJECT],
		['a number', 5, NOT_AN_OBJECT],
		['true', true, NOT_AN_OBJECT],
		['text that is no JSON', 'hello', NOT_AN_OBJECT],
		['half an object', '{"a":', NOT_AN_OBJECT],
		['text that parses to an array', '[1]', NOT_AN_OBJECT],
		['text that parses to null', 'null', NOT_AN_OBJECT],
		['text that parses to text', '"{}"', NOT_AN_OBJECT],
		['empty text', '', EMPTY],
		['white space', ' \n', EMPTY],
		['nothing', undefined, NOT_AN_OBJECT],
		['null', null, NOT_AN_OBJECT],
	])('that is %s is refused with a plain sentence', (_what, body, message) => {
		expect(readPayload(body)).toEqual({ ok: false, message });
	});

	test('that n8n turned into an empty object because nothing came is refused', () => {
		expect(readPayload({}, Buffer.alloc(0))).toEqual({ ok: false, message: EMPTY });
	});

	test.each([
		['objects', nested(101)],
		['arrays', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`],
		['half a million levels', `{"a":${'['.repeat(500_000)}${']'.repeat(500_000)}}`],
	])('with too many levels (%s) is refused without exhausting the stack', (_what, text) => {
		const refused = { ok: false, message: 'The body is nested deeper than 100 levels' };
		expect(readPayload(text)).toEqual(refused);
		expect(readPayload(JSON.parse(text))).toEqual(refused);
	});

	test('that is a long text is refused unread where a stranger may have sent it', () => {
		const text = `{${' '.repeat(MORE_THAN_A_MEBIBYTE)}}`;
		const refused = { ok: false, message: 'The body is text of more than 1048576 bytes' };
		expect(readStrangersPayload(text)).toEqual(refused);
		expect(readStrangersPayload(undefined, Buffer.from(text))).toEqual(refused);
		expect(readPayload(text)).toEqual({ ok: true, payload: {} });
	});

	test('that is large and was parsed is not looked at where a stranger may have sent it', () => {
		const text = `{"a":1${' '.repeat(MORE_THAN_A_MEBIBYTE)}}`;
		const payload = { a: 1 };
		const unseen = { ok: true, payload, unseen: true };
		expect(readStrangersPayload(payload, Buffer.from(text))).toEqual(unseen);
		expect(readPayload(payload, Buffer.from(text))).toEqual({ ok: true, payload });
	});

	test.each([
		['a list', (count: number) => ({ a: Array(count - 1).fill(1) })],
		['lists', (count: number) => ({ a: Array(count - 1).fill([]) })],
		[
			'fields',
			(count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [at, 1])),
		],
	])('with more than 10 000 values in %s is not looked at to its end', (_what, make) => {
		expect(readStrangersPayload(make(10_001))).toMatchObject({ ok: true, unseen: true });
		expect(readStrangersPayload(make(10_000))).not.toHaveProperty('unseen');
		expect(readPayload(make(10_001))).not.toHaveProperty('unseen');
	});

	test('of any kind gives an answer and no exception', () => {
		fc.assert(
			fc.property(fc.anything(), fc.option(fc.string(), { nil: undefined }), (body, rawBody) => {
				expect(typeof readPayload(body, rawBody).ok).toBe('boolean');
			}),
		);
	});
});
