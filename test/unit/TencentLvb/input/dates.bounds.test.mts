import { readInstant } from '../../../../nodes/TencentLvb/input/dates.ts';

const read = (value: unknown) => {
	const result = readInstant(value, 'UTC');
	return result.ok ? new Date(result.instant).toISOString() : 'none';
};

const pad = (number: number) => String(number).padStart(2, '0');

describe('a clock', () => {
	test.each(Array.from({ length: 27 }, (_, hour) => hour))(
		'may show the hour %i or not',
		(hour) => {
			const instant = Date.UTC(2026, 11, 5, hour);
			const expected = hour <= 24 ? new Date(instant).toISOString() : 'none';
			for (const text of [`2026-12-05 ${hour}:00`, `2026-12-05T${pad(hour)}:00:00`]) {
				expect([text, read(text)]).toEqual([text, expected]);
			}
		},
	);

	test.each([
		['am', 0],
		['pm', 12],
	])('with %s shows 1 to 12', (half, add) => {
		for (let hour = 0; hour <= 14; hour += 1) {
			const isHour = hour <= 12 && (hour > 0 || half === 'am');
			const expected = isHour
				? new Date(Date.UTC(2026, 11, 5, (hour % 12) + add)).toISOString()
				: 'none';
			for (const text of [`2026-12-05 ${hour} ${half}`, `2026-12-05 ${hour}:00 ${half}`]) {
				expect([text, read(text)]).toEqual([text, expected]);
			}
		}
	});

	test.each([
		['10:00:00', '10:00:00.000'],
		['10:59:59', '10:59:59.000'],
		['10:60:00', 'none'],
		['10:00:60', 'none'],
		['10:59:59.9', '10:59:59.900'],
		['10:59:59.09', '10:59:59.090'],
		['10:59:59.009', '10:59:59.009'],
		['10:59:59.0099', '10:59:59.009'],
		['10:59:59.999999999', '10:59:59.999'],
		['10:59:59,5', '10:59:59.500'],
	])('shows %s as %s', (clock, expected) => {
		const instant = expected === 'none' ? 'none' : `2026-12-05T${expected}Z`;
		expect(read(`2026-12-05 ${clock}`)).toBe(instant);
		expect(read(`2026-12-05T${clock}Z`)).toBe(instant);
	});

	test.each(['24:00', '24:00:00', '24:00:00.000'])('may end a day at %s', (clock) => {
		expect(read(`2026-12-05 ${clock}`)).toBe('2026-12-06T00:00:00.000Z');
	});

	test.each(['24:01', '24:00:01', '24:00:00.001'])('does not go on to %s', (clock) => {
		expect(read(`2026-12-05 ${clock}`)).toBe('none');
	});

	test.each([
		['上午10:00', 10],
		['凌晨2:00', 2],
		['早上7点', 7],
		['上午12:00', 0],
		['下午3:00', 15],
		['晚上11点', 23],
		['中午12:00', 12],
	])('in Chinese shows %s', (clock, hour) => {
		expect(read(`2026年12月5日 ${clock}`)).toBe(
			new Date(Date.UTC(2026, 11, 5, hour)).toISOString(),
		);
	});

	test.each([
		['10时', '10:00:00'],
		['10点5分', '10:05:00'],
		['9時30分7秒', '09:30:07'],
	])('in Chinese shows %s to the second', (clock, expected) => {
		expect(read(`2026年12月5日 ${clock}`)).toBe(`2026-12-05T${expected}.000Z`);
	});
});

describe('an offset', () => {
	test.each([
		['+14:00', '2026-12-04T20:00:00.000Z'],
		['-14:00', '2026-12-06T00:00:00.000Z'],
		['+14:59', '2026-12-04T19:01:00.000Z'],
		['+15:00', 'none'],
		['-15', 'none'],
		['+08:60', 'none'],
		['+8', '2026-12-05T02:00:00.000Z'],
		['+0', '2026-12-05T10:00:00.000Z'],
		['+0530', '2026-12-05T04:30:00.000Z'],
		['-09:30', '2026-12-05T19:30:00.000Z'],
	])('is at most 14 hours: %s', (offset, expected) => {
		expect(read(`2026-12-05T10:00:00${offset}`)).toBe(expected);
		expect(read(`2026-12-05 10:00 GMT${offset}`)).toBe(expected);
	});

	test.each([
		['EST', '15'],
		['EDT', '14'],
		['CDT', '15'],
		['MST', '17'],
		['MDT', '16'],
		['PST', '18'],
		['PDT', '17'],
	])('may be called %s', (name, hour) => {
		expect(read(`2026-12-05 10:00 ${name}`)).toBe(`2026-12-05T${hour}:00:00.000Z`);
	});

	test.each(['CST', 'EXT', 'ASTX'])('is not called %s', (name) => {
		expect(read(`2026-12-05 10:00 ${name}`)).toBe('none');
	});
});

describe('a number', () => {
	test.each([
		[1_000_000_000, '2001-09-09T01:46:40.000Z'],
		[9_999_999_999, '2286-11-20T17:46:39.000Z'],
		[1_796_464_800.5, '2026-12-05T10:00:00.500Z'],
		[1_000_000_000_000, '2001-09-09T01:46:40.000Z'],
		[9_999_999_999_999, '2286-11-20T17:46:39.999Z'],
		[999_999_999, 'none'],
		[10_000_000_000, 'none'],
		[999_999_999_999, 'none'],
		[10_000_000_000_000, 'none'],
		[-1_796_464_800, 'none'],
		[Number.NaN, 'none'],
	])('of seconds has ten digits, of milliseconds thirteen: %d', (value, expected) => {
		expect(read(value)).toBe(expected);
		expect(read(` ${value} `)).toBe(expected);
	});
});

describe('a text', () => {
	test.each([99, 100])('of %i characters is searched for a date', (length) => {
		const text = `2026-12-05${' '.repeat(length - 15)}10:00`;
		expect(text).toHaveLength(length);
		expect(read(text)).toBe('2026-12-05T10:00:00.000Z');
	});

	test('of one more is not', () => {
		expect(read(`2026-12-05${' '.repeat(86)}10:00`)).toBe('none');
	});
});

describe('an object', () => {
	const instant = Date.UTC(2026, 11, 5, 10);

	test.each([
		['a date', new Date(instant)],
		['a date of Luxon', { toMillis: () => instant }],
		[
			'a date that says itself as text',
			{ toISOString() {}, toString: (): string => '2026-12-05T10:00Z' },
		],
	])('may be %s', (_what, value) => {
		expect(read(value)).toBe('2026-12-05T10:00:00.000Z');
	});

	test.each([
		['a broken date', new Date(Number.NaN)],
		['a broken date of Luxon', { toMillis: () => Number.NaN }],
		['a date as text only', { toString: (): string => '2026-12-05T10:00Z' }],
		['nothing', null],
		['not there', undefined],
		['a switch', true],
		['a list', ['2026-12-05T10:00Z']],
	])('is no date where it is %s', (_what, value) => {
		expect(read(value)).toBe('none');
	});
});

test.each([
	'2026-12-05 10:00 11:00',
	'10:00 2026-12-05 11:00',
	'2026-12-05 10:00 AM 11:00 PM',
	'2026-12-05 10:00:00 10:00:00',
])('%s shows two clocks and is no instant', (text) => {
	expect(read(text)).toBe('none');
});
