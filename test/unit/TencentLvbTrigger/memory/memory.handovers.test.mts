import { Handovers } from '../../../../nodes/TencentLvbTrigger/memory/memory.ts';

const MINUTE = 60_000;

describe('The memory of what was handed on', () => {
	test('knows who has which delivery', () => {
		const handovers = new Handovers();
		handovers.take('one', 'b', 0);
		expect(handovers.hasTaken('one', 'b', 0)).toBe(true);
		expect(handovers.hasTaken('one', 'c', 0)).toBe(false);
		expect(handovers.hasTaken('two', 'b', 0)).toBe(false);
	});

	test('counts failures by delivery and workflow', () => {
		const handovers = new Handovers();
		expect(handovers.fail('one', 'b', 0)).toBe(1);
		expect(handovers.fail('one', 'b', MINUTE)).toBe(2);
		expect(handovers.fail('one', 'c', MINUTE)).toBe(1);
		expect(handovers.fail('two', 'b', MINUTE)).toBe(1);
		expect(handovers.hasTaken('one', 'b', MINUTE)).toBe(false);
	});

	test('forgets a delivery at its end', () => {
		const handovers = new Handovers();
		handovers.take('one', 'b', 0);
		handovers.fail('one', 'c', 0);
		handovers.forget('one');
		handovers.forget('never heard of');
		expect(handovers.size).toBe(0);
		expect(handovers.hasTaken('one', 'b', 0)).toBe(false);
		expect(handovers.fail('one', 'c', 0)).toBe(1);
	});

	test('lasts half an hour from the first entry', () => {
		const handovers = new Handovers();
		handovers.take('one', 'b', 0);
		handovers.fail('one', 'c', 20 * MINUTE);
		expect(handovers.hasTaken('one', 'b', 30 * MINUTE - 1)).toBe(true);
		expect(handovers.hasTaken('one', 'b', 30 * MINUTE)).toBe(false);
		expect(handovers.fail('one', 'c', 30 * MINUTE)).toBe(1);
		expect(handovers.hasTaken('one', 'b', 30 * MINUTE)).toBe(false);
	});

	test('frees the memory of what is too old', () => {
		const handovers = new Handovers();
		for (let at = 0; at < 100; at += 1) handovers.fail(String(at), 'b', 0);
		handovers.fail('late', 'b', 29 * MINUTE);
		handovers.fail('later', 'b', 30 * MINUTE);
		expect(handovers.size).toBe(2);
	});

	test('holds 10 000 deliveries, the newest', () => {
		const handovers = new Handovers();
		for (let at = 0; at < 10_005; at += 1) handovers.take(String(at), 'b', 0);
		expect(handovers.size).toBe(10_000);
		expect(handovers.hasTaken('4', 'b', 0)).toBe(false);
		expect(handovers.hasTaken('5', 'b', 0)).toBe(true);
	});

	test('counts its half hour from whatever instant', () => {
		const handovers = new Handovers();
		const now = Date.UTC(2026, 10, 24);
		handovers.take('one', 'b', now);
		expect(handovers.hasTaken('one', 'b', now + 30 * MINUTE - 1)).toBe(true);
		expect(handovers.fail('one', 'c', now)).toBe(1);
		expect(handovers.fail('one', 'c', now + MINUTE)).toBe(2);
		expect(handovers.size).toBe(1);
	});
});
