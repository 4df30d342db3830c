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
	])('reports %s', (_reason, changes, complaint) => {
		expect(complaintsOf(changes)).toContain(complaint);
	});
});
