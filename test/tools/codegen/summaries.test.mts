import { partsOf, placeholdersOf } from '../../../tools/catalogue/summary.mts';
import type { CommonField } from '../../../tools/catalogue/events.mts';
import { summaryOf } from '../../../tools/codegen/summaries.mts';
import { targetsOf } from '../../../tools/codegen/targets.mts';
import { catalogue } from '../catalogue/events.mts';
import { event, schema } from './madeUpEvent.mts';

const common = catalogue.readJson<CommonField[]>('commonFields.json');

/** Runs the code of a sentence, with functions that show what they are called with. */
function told(sentence: string, count: unknown, streamName: unknown = 'room-42'): string {
	const made = { ...event, key: 'viewersCounted', schema, payloads: [], summary: { sentence } };
	const { declarations, value } = summaryOf(made, targetsOf(made, common));
	const words = (of: unknown) => (of === undefined ? '' : String(of));
	const names = ['nameWords', 'numberWords', 'countWords', 'durationWords'];
	const run = new Function(
		...['viewersFields', 'streamNameValue', ...names],
		`${declarations.join('\n')}\nreturn ${value};`,
	) as (...args: unknown[]) => string;
	return run(
		...[{ count }, streamName, words, words],
		(of: unknown, one: string, many: string) => of && `${words(of)} ${of === 1 ? one : many}`,
		(of: unknown, unitMs: number) => of && `${Number(of) * unitMs} ms`,
	);
}

describe('the code of a sentence', () => {
	test.each<[string, unknown, string]>([
		['plain text', 1, 'plain text'],
		['`\\ ${streamName|a stream}$', 1, '`\\ $room-42$'],
		['of {streamName|a stream}', 1, 'of room-42'],
		['[{viewers.count} ]came', 3, '3 came'],
		['[{viewers.count} ]came', undefined, 'came'],
		['[{viewers.count, number} of {streamName|it}|{streamName}|no one]', 2, '2 of room-42'],
		['[{viewers.count, number} of {streamName|it}|{streamName}|no one]', undefined, 'room-42'],
		['{viewers.count, count, person, people|no one}', 1, '1 person'],
		['{viewers.count, count, person, people|no one}', 2, '2 people'],
		['{viewers.count, count, person, people|no one}', undefined, 'no one'],
		['[{viewers.count, duration, s}; {viewers.count, duration, ms}]', 2, '2000 ms; 2 ms'],
	])('%p with %p makes %p', (sentence, count, expected) => {
		expect(told(sentence, count)).toBe(expected);
	});

	test('converts each value once', () => {
		const sentence =
			'{streamName|A} [{streamName}] {viewers.count, number|some} [{viewers.count, number}]';
		const made = { ...event, key: 'viewersCounted', schema, payloads: [], summary: { sentence } };
		expect(summaryOf(made, targetsOf(made, common)).declarations).toHaveLength(2);
	});
});

describe('a sentence', () => {
	test('is read with everything in it', () => {
		expect(partsOf('{a|b} c[ {d.e, duration, ms}|f]')).toEqual([
			{ path: 'a', format: 'name', args: [], otherwise: 'b' },
			' c',
			{
				alternatives: [
					[' ', { path: 'd.e', format: 'duration', args: ['ms'], otherwise: undefined }],
					['f'],
				],
			},
		]);
	});

	test.each(catalogue.events.map(({ key, summary }) => [key, summary.sentence] as const))(
		'about %s names the stream, and has no full stop',
		(_key, sentence) => {
			const paths = placeholdersOf(partsOf(sentence)).map(({ path }) => path);
			expect(paths.some((path) => path === 'streamName' || path === 'channelId')).toBe(true);
			expect(sentence).not.toMatch(/\.$|[!\n]/);
		},
	);
});
