import { readInstant } from '../../../../nodes/TencentLvb/execution/dates.ts';

const read = (value: unknown) => {
	const result = readInstant(value, 'UTC');
	return result.ok ? new Date(result.instant).toISOString() : 'none';
};

const pad = (number: number) => String(number).padStart(2, '0');

/** Days of a year counted by the calendar alone. */
const daysIn = (year: number) => (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000;

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

describe('a day', () => {
	test.each([2024, 2026])('of %i is one of its year, by its number', (year) => {
		for (const ordinal of [0, 1, 2, 59, 60, 61, 364, 365, 366, 367]) {
			const isDay = ordinal >= 1 && ordinal <= daysIn(year);
			const expected = isDay ? new Date(Date.UTC(year, 0, ordinal)).toISOString() : 'none';
			const text = `${year}-${String(ordinal).padStart(3, '0')}`;
			expect([text, read(text)]).toEqual([text, expected]);
			expect(read(text.replace('-', ''))).toBe(expected);
		}
	});

	// By ISO 8601, as the date command of GNU prints them (%G-W%V-%u).
	test.each([
		['2026-W01', '2025-12-29'],
		['2026-W01-1', '2025-12-29'],
		['2026-W01-7', '2026-01-04'],
		['2026-W53-7', '2027-01-03'],
		['2027-W01-1', '2027-01-04'],
		['2024-W01-1', '2024-01-01'],
		['2023-W01-1', '2023-01-02'],
		['2017-W01-1', '2017-01-02'],
		['2016-W52-7', '2017-01-01'],
		['2026W497', '2026-12-06'],
		['2026-W00-1', 'none'],
		['2026-W54-1', 'none'],
		['2026-W01-0', 'none'],
		['2026-W01-8', 'none'],
	])('of a week is told by its number: %s is %s', (text, day) => {
		expect(read(text)).toBe(day === 'none' ? day : `${day}T00:00:00.000Z`);
	});

	test.each([
		['1970-01-01', '1970-01-01T00:00:00.000Z'],
		['1969-12-31', 'none'],
		['2026-01-31', '2026-01-31T00:00:00.000Z'],
		['2026-01-32', 'none'],
		['2026-04-31', 'none'],
		['2026-00-10', 'none'],
		['2026-12-00', 'none'],
		['2024-02-29', '2024-02-29T00:00:00.000Z'],
		['2026-2-3', '2026-02-03T00:00:00.000Z'],
		['2026-02/03', 'none'],
		['02-03/2026', 'none'],
		['12026-02-03', 'none'],
		['2026-02-034', 'none'],
		['0031.12.2026', 'none'],
	])('is one of the calendar since 1970: %s', (text, expected) => {
		expect(read(text)).toBe(expected);
	});

	test.each([
		['12/13/2026', '2026-12-13'],
		['13/12/2026', '2026-12-13'],
		['12.31.2026', '2026-12-31'],
		['12-12-2026', '2026-12-12'],
	])('is clear where one number is no month or both are the same: %s', (text, day) => {
		expect(read(text)).toBe(`${day}T00:00:00.000Z`);
	});

	const MONTHS =
		'January February March April May June July August September October November December';

	test.each(MONTHS.split(' ').map((name, month) => ({ name, month })))(
		'may name $name, whole or by three letters',
		({ name, month }) => {
			const short = name.slice(0, 3);
			const instant = new Date(Date.UTC(2026, month, 5)).toISOString();
			const forms = [name, short, `${short}.`].flatMap((word) => [
				...[`${word} 5, 2026`, `${word} 5th 2026`, `5 ${word} 2026`, `5-${word}-2026`],
				...[`5th of ${word} 2026`, `2026 ${word} 5`, `05/${word}/2026`],
			]);
			for (const text of forms) expect([text, read(text)]).toEqual([text, instant]);
			for (const word of [name.slice(0, -1).padEnd(4, 'x'), `${name}x`, `x${short}`]) {
				expect([word, read(`${word} 5, 2026`)]).toEqual([word, 'none']);
			}
		},
	);

	test.each(['Sept 5, 2026', '5 sept. 2026'])('may name September so: %s', (text) => {
		expect(read(text)).toBe('2026-09-05T00:00:00.000Z');
	});

	test.each([
		['Sun', 'Sunday', 6],
		['Mon', 'Monday', 7],
		['Tues', 'Tuesday', 8],
		['Wed', 'Wednesday', 9],
		['Thu', 'Thursday', 10],
		['Thurs', 'Thursday', 10],
		['Fri', 'Friday', 11],
		['Sat', 'Saturday', 12],
	])('has the weekday that is named beside it: %s, %s', (short, long, day) => {
		for (const word of [short, long, `${short}.`]) {
			expect(read(`${word}, ${day} Dec 2026`)).toBe(`2026-12-${pad(day)}T00:00:00.000Z`);
			expect(read(`${word} ${day + 1} Dec 2026`)).toBe('none');
		}
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
