import { KeyMemory } from '../../../nodes/TencentLvbTrigger/reception/keyMemory.ts';

const MINUTE = 60_000;

describe('The memory of a template’s keys', () => {
	test('accepts the stored key alone until another one is seen', () => {
		const memory = new KeyMemory('stored');
		expect(memory.accepted('stored', 0)).toEqual(['stored']);
		expect(memory.learn('stored', 0)).toBe(false);
		expect(memory.accepted('stored', 60 * MINUTE)).toEqual(['stored']);
	});

	test('accepts the stored key for 30 minutes beside a new one, and then no more', () => {
		const memory = new KeyMemory('stored');
		expect(memory.learn('new', 0)).toBe(true);
		expect(memory.accepted('stored', 30 * MINUTE - 1)).toEqual(['new', 'stored']);
		expect(memory.accepted('stored', 30 * MINUTE)).toEqual(['new']);
		expect(memory.accepted('stored', 90 * MINUTE)).toEqual(['new']);
	});

	test('knows a key where none is stored', () => {
		const memory = new KeyMemory(undefined);
		expect(memory.accepted(undefined, 0)).toEqual([]);
		memory.learn('new', 0);
		expect(memory.accepted(undefined, 90 * MINUTE)).toEqual(['new']);
	});

	test('counts the 30 minutes of each former key from its own replacement', () => {
		const memory = new KeyMemory('first');
		memory.learn('second', 0);
		memory.learn('third', 20 * MINUTE);
		expect(memory.accepted('first', 20 * MINUTE).sort()).toEqual(['first', 'second', 'third']);
		expect(memory.accepted('first', 30 * MINUTE)).toEqual(['third', 'second']);
		expect(memory.accepted('first', 50 * MINUTE)).toEqual(['third']);
	});

	test('takes a key that came back for the newest, and the one between for a former one', () => {
		const memory = new KeyMemory('first');
		memory.learn('second', 0);
		memory.learn('first', 10 * MINUTE);
		expect(memory.accepted('first', 39 * MINUTE)).toEqual(['first', 'second']);
		expect(memory.accepted('first', 40 * MINUTE)).toEqual(['first']);
	});

	test('takes a key that was stored since for the newest', () => {
		const memory = new KeyMemory('first');
		memory.learn('second', 0);
		expect(memory.accepted('third', 10 * MINUTE)).toEqual(['third', 'first', 'second']);
		expect(memory.accepted('third', 40 * MINUTE)).toEqual(['third']);
	});

	test('forgets nothing where the stored key is lost', () => {
		const memory = new KeyMemory('first');
		expect(memory.accepted(undefined, 0)).toEqual(['first']);
		expect(memory.learn('second', 0)).toBe(true);
		expect(memory.accepted(undefined, 0)).toEqual(['second', 'first']);
	});
});
