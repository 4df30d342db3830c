import { freshenTimes } from '../../../nodes/callback/sample.ts';

describe('the times of a sample', () => {
	const NOW = Date.UTC(2026, 10, 24, 10);
	const freshened = (end_time: unknown) => freshenTimes({ end_time }, NOW).end_time;

	test.each([1e9, 1e10 - 1])('are seconds: %i', (seconds) => {
		expect(freshened(seconds)).toBe(NOW / 1000);
		expect(freshened(String(seconds))).toBe(String(NOW / 1000));
	});

	test.each([1e12, 1e13 - 1])('are milliseconds: %i', (milliseconds) => {
		expect(freshened(milliseconds)).toBe(NOW);
		expect(freshened(String(milliseconds))).toBe(String(NOW));
	});

	test.each([1e9 - 1, 1e10, 1e12 - 1, 1e13, -1e9, true, null, [1e9], 'soon'])(
		'are no other number and nothing else: %p',
		(value) => {
			expect(freshened(value)).toEqual(value);
		},
	);

	test('are whole seconds where now is none', () => {
		const times = { start_time: 1e9, end_time: String(1e9 + 5) };
		expect(freshenTimes(times, NOW + 999)).toEqual({
			...{ start_time: NOW / 1000 - 5, end_time: String(NOW / 1000) },
		});
	});

	test.each(['end_time', 'EndTime', 'timestamp', 'event_timestamp', 'TIME'])(
		'stand in %s',
		(name) => {
			expect(freshenTimes({ [name]: 1e9 }, NOW)).toEqual({ [name]: NOW / 1000 });
		},
	);

	test.each(['time_of_day', 'times', 'timestamps', 'end'])('do not stand in %s', (name) => {
		expect(freshenTimes({ [name]: 1e9 }, NOW)).toEqual({ [name]: 1e9 });
	});

	test('are what tells two samples apart; where there is none, new numbers do', () => {
		const numbers = { seq: 5, task_id: '7' };
		expect(freshenTimes(numbers, NOW)).toEqual({ seq: NOW, task_id: String(NOW) });
		expect(freshenTimes({ ...numbers, end_time: 1e9 }, NOW)).toEqual({
			...{ seq: NOW, task_id: '7', end_time: NOW / 1000 },
		});
		expect(freshenTimes({ seq: '5' }, NOW)).toEqual({ seq: String(NOW) });
		expect(freshenTimes({}, NOW)).toEqual({});
	});
});
