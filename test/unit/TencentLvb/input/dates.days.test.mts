import { readInstant } from '../../../../nodes/TencentLvb/input/dates.ts';

const read = (value: unknown) => {
	const result = readInstant(value, 'UTC');
	return result.ok ? new Date(result.instant).toISOString() : 'none';
};

const pad = (number: number) => String(number).padStart(2, '0');

/** Days of a year counted by the calendar alone. */
const daysIn = (year: number) => (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000;

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
