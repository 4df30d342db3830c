import fc from 'fast-check';
import {
	hasLostDigits,
	holdsUnsafeInteger,
	parseExactly,
	quoteLongIntegers,
} from '../../../nodes/json/exactNumbers.ts';
import { DEEPEST_LEVEL } from '../../../nodes/json/values.ts';
import { at, decodedBody, decoded } from '../callback/decoded.mts';

const LONG = '2210464508206756938';

describe('an integer beyond 2^53', () => {
	test.each([
		['in an integer field', 'recordingFile 100', 'file_size', 'recording.sizeBytes', LONG],
		['in a string field', 'streamEnd 0', 'sequence', 'push.sequence', LONG],
		['in a common field', 'streamEnd 0', 'appid', 'appId', LONG],
		['in a list', 'imageModeration 317', 'type', 'moderation.types', [LONG]],
		['in a field that is not listed', 'streamEnd 0', 'news', 'extra.news', LONG],
	])('keeps its exact digits %s', (_reason, event, field, path, expected) => {
		const body = `{"event_type":${event.split(' ')[1]},"${field}":${LONG}}`;
		const item = decodedBody(body, { includeRaw: true });
		expect(at(item, path)).toEqual(expected);
		expect(item.validation.problems.map((problem) => problem.field)).not.toContain(field);
		expect(item.raw![field]).toBe(LONG);
	});

	test('keeps them inside objects, lists and texts', () => {
		const body = `{"event_type":341,"exception":{"occur_time":[-${LONG},1]},"news":[{"a":${LONG}}]}`;
		const item = decodedBody(body);
		expect(at(item, 'recording.exception')).toEqual({ occurTime: [`-${LONG}`, 1] });
		expect(item.extra).toEqual({ news: [{ a: LONG }] });
	});

	test('keeps them where the raw body is a buffer with a byte order mark', () => {
		const body = `{"event_type":0,"sequence":${LONG}}`;
		const rawBody = Buffer.from(`\ufeff${body}`);
		expect(at(decoded(JSON.parse(body) as object, { rawBody }), 'push.sequence')).toBe(LONG);
	});

	test('takes nothing out of a text beside it', () => {
		const body = `{"event_type":0,"sequence":${LONG},"news":"a\ufeffb"}`;
		expect(decodedBody(body).extra).toEqual({ news: 'a\ufeffb' });
	});

	test.each([
		['no raw body', undefined],
		['a raw body that is no JSON', 'event_type=0'],
		['a raw body that is no object', `[${LONG}]`],
	])('is as exact as the parsed number with %s', (_reason, rawBody) => {
		const payload = { event_type: 0, sequence: Number(LONG) };
		expect(at(decoded(payload, { rawBody }), 'push.sequence')).toBe(
			BigInt(payload.sequence).toString(),
		);
	});

	test('tells two deliveries apart that differ in the last digit', () => {
		const bodies = ['8', '9'].map(
			(digit) =>
				`{"event_type":0,"app":"a","appname":"b","stream_id":"c","event_time":1,"sequence":221046450820675693${digit}}`,
		);
		const [first, second] = bodies.map((body) => decodedBody(body).deliveryId);
		expect(first).not.toBe(second);
	});
});

describe('quoting long integers', () => {
	test.each([
		[`[${LONG}]`, `["${LONG}"]`],
		[`{"a":-${LONG},"b":1}`, `{"a":"-${LONG}","b":1}`],
		[`["${LONG}"]`, `["${LONG}"]`],
		[`["a\\"${LONG}",${LONG}]`, `["a\\"${LONG}","${LONG}"]`],
		[`["\\\\",${LONG}]`, `["\\\\","${LONG}"]`],
		[`[9007199254740991,9007199254740992]`, `[9007199254740991,"9007199254740992"]`],
		[
			`[${LONG}.5,${LONG}e2,1E-30,12345678901234567890e-1]`,
			`[${LONG}.5,${LONG}e2,1E-30,12345678901234567890e-1]`,
		],
		[`[1e30,1e+${LONG},1e-${LONG}]`, `[1e30,1e+${LONG},1e-${LONG}]`],
		['[-]', '[-]'],
		[`[1,${LONG}]`, `[1,"${LONG}"]`],
		[LONG, `"${LONG}"`],
	])('makes of %s %s', (json, expected) => {
		expect(quoteLongIntegers(json)).toBe(expected);
	});

	test.each([
		[DEEPEST_LEVEL, true],
		[DEEPEST_LEVEL + 1, false],
		[100_000, false],
	])('is done in JSON of %i levels: %p', (levels, isDone) => {
		const json = (inner: string) => `${'['.repeat(levels)}${inner}${']'.repeat(levels)}`;
		const exact = parseExactly(json(LONG));
		expect(exact).toEqual(isDone ? JSON.parse(json(`"${LONG}"`)) : undefined);
	});

	test.each(['[]', '{}'])(
		'is not needed, and JSON is too deep all the same: %s',
		([first, last]) => {
			const json = (levels: number) =>
				`${(first === '{' ? '{"a":' : '[').repeat(levels)}1${last!.repeat(levels)}`;
			expect(parseExactly(json(DEEPEST_LEVEL))).toEqual(JSON.parse(json(DEEPEST_LEVEL)));
			expect(parseExactly(json(DEEPEST_LEVEL + 1))).toBeUndefined();
		},
	);

	test.each([
		[2 ** 53, true],
		[-(2 ** 53), true],
		[2 ** 53 - 1, false],
		[1.5, false],
		[Infinity, false],
		['9007199254740993', false],
		[null, false],
	])('is for integers that have lost digits: %p', (value, hasLost) => {
		expect(hasLostDigits(value)).toBe(hasLost);
		expect(holdsUnsafeInteger({ a: [value] })).toBe(hasLost);
	});

	test('is not done where what comes behind is too deep', () => {
		const deep = (levels: number) => `[${LONG},${'['.repeat(levels)}${']'.repeat(levels)}]`;
		expect(parseExactly(deep(DEEPEST_LEVEL - 1))).toEqual([LONG, expect.any(Array)]);
		expect(parseExactly(deep(DEEPEST_LEVEL))).toBeUndefined();
	});

	test('changes nothing in JSON that a number holds exactly', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const json = JSON.stringify(value);
				fc.pre(!/\d{16}/.test(json));
				expect(parseExactly(json)).toEqual(JSON.parse(json));
				expect(quoteLongIntegers(json)).toBe(json);
			}),
		);
	});

	test('gives every integer back digit for digit, as BigInt has it', () => {
		const tree = fc.letrec((tie) => ({
			value: fc.oneof(
				{ depthSize: 'small' },
				fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
				fc.array(tie('value'), { maxLength: 4 }),
			),
		})).value;
		const written = (value: unknown): string =>
			Array.isArray(value) ? `[${value.map(written).join()}]` : (value as bigint).toString();
		const expected = (value: unknown): unknown => {
			if (Array.isArray(value)) return value.map(expected);
			return Number.isSafeInteger(Number(value)) ? Number(value) : (value as bigint).toString();
		};
		fc.assert(
			fc.property(tree, (value) => expect(parseExactly(written(value))).toEqual(expected(value))),
		);
	});
});
