import { KeyMemory } from '../../../../nodes/TencentLvbTrigger/memory/templateKeys.ts';

const MINUTE = 60_000;

describe('The memory of a template’s keys', () => {
	test('accepts the stored key alone until another one is seen', () => {
		const memory = new KeyMemory('stored');
		expect(memory.accepted(0)).toEqual(['stored']);
		expect(memory.learn('stored', 0)).toBe(false);
		expect(memory.accepted(60 * MINUTE)).toEqual(['stored']);
	});

	test('accepts the stored key for 30 minutes beside a new one, and then no more', () => {
		const memory = new KeyMemory('stored');
		expect(memory.learn('new', 0)).toBe(true);
		expect(memory.accepted(30 * MINUTE - 1)).toEqual(['new', 'stored']);
		expect(memory.accepted(30 * MINUTE)).toEqual(['new']);
		expect(memory.accepted(90 * MINUTE)).toEqual(['new']);
	});

	test('knows a key where none is stored', () => {
		const memory = new KeyMemory(undefined);
		expect(memory.accepted(0)).toEqual([]);
		memory.learn('new', 0);
		expect(memory.accepted(90 * MINUTE)).toEqual(['new']);
	});

	test('counts the 30 minutes of each former key from its own replacement', () => {
		const memory = new KeyMemory('first');
		memory.learn('second', 0);
		memory.learn('third', 20 * MINUTE);
		expect(memory.accepted(20 * MINUTE).sort()).toEqual(['first', 'second', 'third']);
		expect(memory.accepted(30 * MINUTE)).toEqual(['third', 'second']);
		expect(memory.accepted(50 * MINUTE)).toEqual(['third']);
	});

	test('takes a key that came back for the newest, and the one between for a former one', () => {
		const memory = new KeyMemory('first');
		memory.learn('second', 0);
		memory.learn('first', 10 * MINUTE);
		expect(memory.accepted(39 * MINUTE)).toEqual(['first', 'second']);
		expect(memory.accepted(40 * MINUTE)).toEqual(['first']);
	});
});
