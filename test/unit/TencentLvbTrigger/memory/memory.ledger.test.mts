import { Ledger } from '../../../../nodes/TencentLvbTrigger/memory/memory.ts';

const MINUTE = 60_000;

describe('The ledger of acknowledged deliveries', () => {
	test('knows what was added for 30 minutes', () => {
		const ledger = new Ledger();
		ledger.add('a', 0);
		expect(ledger.has('a', 30 * MINUTE - 1)).toBe(true);
		expect(ledger.has('a', 30 * MINUTE)).toBe(false);
		expect(ledger.has('b', 0)).toBe(false);
	});

	test('counts the 30 minutes from the last time', () => {
		const ledger = new Ledger();
		ledger.add('a', 0);
		ledger.add('a', 20 * MINUTE);
		expect(ledger.has('a', 40 * MINUTE)).toBe(true);
		expect(ledger.size).toBe(1);
	});

	test('forgets the oldest above 10 000', () => {
		const ledger = new Ledger();
		for (let entry = 0; entry < 10_005; entry++) ledger.add(String(entry), 0);
		expect(ledger.size).toBe(10_000);
		expect(ledger.has('4', 0)).toBe(false);
		expect(ledger.has('5', 0)).toBe(true);
	});

	test('frees the memory of what is too old', () => {
		const ledger = new Ledger();
		for (let entry = 0; entry < 100; entry++) ledger.add(String(entry), 0);
		ledger.add('new', 31 * MINUTE);
		expect(ledger.size).toBe(1);
	});
});
