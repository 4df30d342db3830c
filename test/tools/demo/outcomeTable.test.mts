import { outcomeTable, summary } from '../../../tools/demo/outcomes.mts';
import type { Outcome } from '../../../tools/demo/session.mts';
const GOOD: Outcome = {
	event: 'streamBegin',
	item: {
		...{ event: 'streamBegin', streamName: 'room-42', deliveryId: '0' },
		occurredAt: '2026-11-24T10:00:00.000Z',
	},
	sentence: 'room-42 went live',
	execution: { id: '7', status: 'success' },
};

describe("the demo's table", () => {
	test('shows the event as the workflow received it and what it made of it', () => {
		const table = outcomeTable([GOOD]);

		for (const text of ['streamBegin', 'room-42', '10:00:00', 'room-42 went live', '7 success']) {
			expect(table).toContain(text);
		}
		expect(summary([GOOD])).toBe('1 of 1 events went through the workflow.');
	});

	test.each([
		['never arrived', { event: 'snapshot' }, /LOST/],
		['arrived, but nothing was posted', { ...GOOD, sentence: undefined }, /nothing was posted/],
		['failed on its way', { ...GOOD, execution: { id: '7', status: 'error' } }, /7 error/],
	])('shows an event that %s, and counts it', (_, outcome, expected) => {
		expect(outcomeTable([GOOD, outcome])).toMatch(expected);
		expect(summary([GOOD, outcome])).toContain('1 of 2');
	});

	test.each([80, 112, 140])('fits a terminal of %i columns, whatever is told', (columns) => {
		const long = { ...GOOD, sentence: `${'word '.repeat(40)}https://a.example/${'x'.repeat(90)}` };
		const table = outcomeTable([long], columns);
		expect(table.match(/x/g)?.length).toBeGreaterThanOrEqual(90);
		const widths = table.split('\n').map((line) => [...line].length);
		expect(new Set(widths).size).toBe(1);
		expect(widths[0]).toBeLessThanOrEqual(Math.max(112, columns));
	});
});
