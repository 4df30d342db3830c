import fc from 'fast-check';
import { fullSentence } from '../../../nodes/liveApi/refusal.ts';
import {
	filterProblems,
	matchesStreamName,
	nameThatPasses,
} from '../../../nodes/TencentLvbTrigger/streamNames.ts';
/** Whatever people put between names; no name of a stream holds one of these. */
const SEPARATORS = [
	',',
	';',
	'\n',
	'\r\n',
	' ',
	'\t',
	'，',
	'；',
	'、',
	'\u3000',
	'\u00a0',
	' ， ',
	',\n',
];

describe('A stream name filter', () => {
	test.each([
		['lets all pass when it is empty', '', 'room-42', true],
		['lets all pass when it holds only separators', ' , ;，；、\n\u3000', 'room-42', true],
		['lets all pass when it holds only what is not seen', '\u200b,\ufeff', 'room-42', true],
		[
			'knows a name that was pasted with a zero width space',
			'\u200broom-42\u200b',
			'room-42',
			true,
		],
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

	test.each(SEPARATORS)('is taken apart at %j', (separator) => {
		for (const filter of [
			['room-*', 'lobby'].join(separator),
			`${separator}${['room-*', 'lobby'].join(separator)}${separator}`,
		]) {
			const passed = ['room-42', 'lobby', 'hall', 'room-*'].map((name) =>
				matchesStreamName(name, filter),
			);
			expect(passed).toEqual([true, true, false, true]);
			expect(filterProblems(filter)).toEqual({ isEmpty: false, problems: [] });
			expect(nameThatPasses(filter)).toBe('room-');
		}
	});
});

describe('A pattern that no stream name can match', () => {
	test.each<[string, string, RegExp]>([
		['holds the app', 'live/room-*', /a path with a slash.*Enter room-\* alone/],
		['is a stream key', 'room-42?txSecret=abc&txTime=1', /a stream key.*Enter room-42 alone/],
		['is a stream key with a wildcard', 'room-*?txSecret=*', /a stream key.*Enter room-\* alone/],
		[
			'is an address',
			'rtmp://push.example.com/live/room-*',
			/a whole address.*Enter room-\* alone/,
		],
		['is an address of wildcards', 'rtmp://*/live/*', /a whole address/],
		['holds a backslash', 'live\\room', /slash/],
		['holds a fragment', 'room#1', /a stream key with its parameters/],
		['is too long', 'r'.repeat(256), /longer than 255 bytes/],
		['is too long in bytes', '录'.repeat(86), /longer than 255 bytes/],
		['is too long beside its wildcard', `${'r'.repeat(200)}*${'m'.repeat(56)}`, /255 bytes/],
	])('%s, and is told', (_, pattern, text) => {
		const { isEmpty, problems } = filterProblems(pattern);
		const told = problems.map((problem) => fullSentence(problem));
		expect([isEmpty, told]).toEqual([true, [expect.stringMatching(text)]]);
		expect(told[0]).toMatch(/^'Stream Name Filter' .*\.$/);
		expect(told[0]).not.toContain('abc');
		expect(nameThatPasses(pattern)).toBeUndefined();
	});

	test('leaves the others their effect', () => {
		const { isEmpty, problems } = filterProblems('live/room, lobby');
		expect([isEmpty, problems.length]).toEqual([false, 1]);
		expect(nameThatPasses('live/room, lobby')).toBe('lobby');
	});

	test.each([
		['a name of 255 bytes', 'r'.repeat(255)],
		['a name of 255 bytes among wildcards', `*${'r'.repeat(255)}*`],
		['wildcards alone', '*'.repeat(300)],
		['signs that names may hold', 'a.b_c-d~e!f$g&h(i)+=:@%20'],
		['nothing', ''],
		['separators', ' ,、'],
	])('is not %s', (_, filter) => {
		expect(filterProblems(filter)).toEqual({ isEmpty: false, problems: [] });
	});
});
