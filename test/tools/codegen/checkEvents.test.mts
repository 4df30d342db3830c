import { complaintsAboutEvents } from '../../../tools/catalogue/check.mts';
import type { CatalogueEvent } from '../../../tools/catalogue/events.mts';
import { readOutputs } from '../../../tools/catalogue/read.mts';
import { catalogue } from '../catalogue/events.mts';

const outputs = readOutputs(catalogue);
const snapshot = catalogue.events.find(({ key }) => key === 'snapshot')!;
const [field] = snapshot.fields;

const complaintsOf = (changes: Partial<CatalogueEvent>) =>
	complaintsAboutEvents([{ ...snapshot, ...changes }], outputs).join();

describe('the check of the catalogue', () => {
	test('has nothing to say about this one', () => {
		expect(complaintsAboutEvents(catalogue.events, outputs)).toEqual([]);
	});

	test.each<[string, Partial<CatalogueEvent>, string]>([
		['a folder that is no name', { key: 'Snap-Shot' }, 'no camel-case name'],
		['the key of unlisted events', { key: 'unknown' }, 'no camel-case name'],
		['an output that is not there', { output: 'Pictures' }, '"Pictures" is none of the outputs'],
		['an unknown identity field', { identity: ['picture'] }, '"picture" is none of its fields'],
		[
			'an unknown time field',
			{ occurredAt: { from: 'taken', unit: 's' } },
			'"taken" is none of its fields',
		],
		['a field without schema', { fields: [{ ...field!, from: 'picture' }] }, 'lacks "picture"'],
		['a field of another group', { fields: [{ ...field!, to: 'push.url' }] }, 'outside the group'],
		[
			'a time without its microseconds',
			{ fields: [{ ...field!, type: 'time:s+usec' }] },
			'"usec" is none of its fields',
		],
		['the name of a common field', { group: 'summary' }, '"summary" takes the name of what every'],
		['a sentence without end', { summary: { sentence: 'a [b' } }, 'can\'t be read from "[b"'],
		['a bracket in brackets', { summary: { sentence: '[a [b]]' } }, "can't be read"],
		['an empty value', { summary: { sentence: 'a {}' } }, 'can\'t be read from "{}"'],
		[
			'a value that may be missing',
			{ summary: { sentence: '{streamName} is there' } },
			'does not say what stands for "streamName"',
		],
		[
			'a value that the item lacks',
			{ summary: { sentence: '[{snapshot.colour}]' } },
			'"snapshot.colour", which the item lacks',
		],
		[
			'a member that a value lacks',
			{ summary: { sentence: '[{snapshot.url.host}]' } },
			'"snapshot.url.host", which the item lacks',
		],
		[
			'the cause of an interruption that is none',
			{ summary: { sentence: '{interruption.inShort}' } },
			'"interruption.inShort", which the item lacks',
		],
		[
			'an unknown format',
			{ summary: { sentence: '[{snapshot.sizeBytes, bytes}]' } },
			'can\'t show "snapshot.sizeBytes, bytes"',
		],
		[
			'a duration without its unit',
			{ summary: { sentence: '[{snapshot.sizeBytes, duration}]' } },
			'can\'t show "snapshot.sizeBytes, duration"',
		],
		[
			'words that are not there',
			{ summary: { sentence: '[{snapshot.width, words, sizes}]' } },
			'can\'t show "snapshot.width, words, sizes"',
		],
		[
			'words that are not used',
			{ summary: { sentence: 'A picture', words: { sizes: { 1: 'small' } } } },
			'has the words "sizes" and does not use them',
		],
	])('reports %s', (_reason, changes, complaint) => {
		expect(complaintsOf(changes)).toContain(complaint);
	});
});
