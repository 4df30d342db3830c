import fc from 'fast-check';
import { matchesStreamName } from '../../../nodes/TencentLvbTrigger/reception/streamNameFilter.ts';

describe('A stream name filter', () => {
	test.each([
		['lets all pass when it is empty', '', 'room-42', true],
		['lets all pass when it holds only commas and spaces', ' , ,', 'room-42', true],
		['lets the very name pass', 'room-42', 'room-42', true],
		['holds back a longer name', 'room-42', 'room-421', false],
		['holds back a name in other letters', 'Room-42', 'room-42', false],
		['lets one of several names pass', 'lobby , room-42', 'room-42', true],
		['takes * for any ending', 'room-*', 'room-', true],
		['takes * for any beginning', '*-42', 'room-42', true],
		['takes * for anything between', 'r*2', 'room-42', true],
		['does not use a letter twice', 'aba*aba', 'aba', false],
		['does not use a letter twice in the middle', 'a*b*b', 'ab', false],
		['takes ** like *', 'room**', 'room-42', true],
		['takes * alone for all', '*', '', true],
		['takes a dot for a dot', 'room.42', 'room-42', false],
		['takes brackets for brackets', '[a-z]+', 'abc', false],
		['finds the last piece behind the others', '*ab', 'abab', true],
		['finds pieces in their order only', '*b*a', 'ab', false],
	])('%s', (_, filter, name, passes) => {
		expect(matchesStreamName(name, filter)).toBe(passes);
	});

	const letter = fc.constantFrom('a', 'b', '*', '.');
	const letters = fc.array(letter, { maxLength: 8 }).map((list) => list.join(''));

	test('agrees with a regular expression made of the same pattern', () => {
		fc.assert(
			fc.property(letters, letters, (name, pattern) => {
				fc.pre(pattern !== '');
				const source = pattern.replaceAll('.', '\\.').replaceAll('*', '[^]*');
				expect(matchesStreamName(name, pattern)).toBe(new RegExp(`^${source}$`).test(name));
			}),
		);
	});

	test('answers in no time where a regular expression would not', () => {
		// Time of the processor, which other work on the machine does not take.
		const start = process.cpuUsage();
		expect(matchesStreamName('a'.repeat(20_000), `${'a*'.repeat(200)}b`)).toBe(false);
		expect(process.cpuUsage(start).user).toBeLessThan(2_000_000);
	});
});
