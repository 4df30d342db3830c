import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { addMadeUpAction, OPERATION } from './madeUpAction.mts';
import { addMadeUpEvent, event } from './madeUpEvent.mts';
import { temporaryPackage, type TemporaryPackage } from './temporaryPackage.mts';

const FORMATS = resolve(import.meta.dirname, '../../../catalogue/formats');
const EVENT = 'events/viewersCounted/event.json';

type Format = { [keyword: string]: unknown; properties?: Record<string, Format> };

/** The members at any depth that have no description, by path. */
function undescribed(format: unknown, path = ''): string[] {
	if (typeof format !== 'object' || format === null) return [];
	const { properties = {} } = format as Format;
	return [
		...Object.entries(properties)
			.filter(([, member]) => typeof member.description !== 'string')
			.map(([name]) => `${path}.${name}`),
		...Object.entries(format).flatMap(([name, part]) => undescribed(part, `${path}.${name}`)),
	];
}

describe('a file of the catalogue', () => {
	let copy: TemporaryPackage;
	beforeAll(async () => {
		copy = await temporaryPackage();
		await addMadeUpEvent(copy);
		await addMadeUpAction(copy);
	});
	afterAll(() => copy.remove());

	test.each<[string, Record<string, unknown>, string]>([
		['has an unknown member', { lable: 'x' }, `${EVENT}: it has an unknown member "lable"`],
		[
			'lacks a member',
			{ whenSent: undefined },
			`${EVENT}: it must have required property 'whenSent'`,
		],
		['has a member of another type', { signed: 'yes' }, `${EVENT}: signed must be boolean`],
		[
			'has no event type',
			{ eventTypes: [] },
			`${EVENT}: eventTypes must NOT have fewer than 1 items`,
		],
		['has no example', { examples: [] }, `${EVENT}: examples must NOT have fewer than 1 items`],
		[
			'has no list of examples',
			{ examples: undefined },
			`${EVENT}: it must have required property`,
		],
		[
			'has a field of an unknown type',
			{ fields: [{ ...event.fields[0], type: 'date' }] },
			`${EVENT}: fields.0.type must match pattern`,
		],
		[
			'has a field without a meaning',
			{ fields: [{ ...event.fields[0], meaning: undefined }] },
			`${EVENT}: fields.0 must have required property 'meaning'`,
		],
	])('is named where it %s', async (_, change, complaint) => {
		const text = JSON.stringify({ ...event, ...change });
		await copy.write(`catalogue/${EVENT}`, text);

		expect(await copy.generate('check')).toEqual({
			code: 1,
			output: expect.stringContaining(complaint),
		});

		await copy.write(`catalogue/${EVENT}`, JSON.stringify(event));
	});

	const reads = { action: 'DescribeLiveDomain', by: 'DomainName' };

	test.each<[string, object, string]>([
		['has an unknown member', { discription: 'x' }, 'has an unknown member "discription"'],
		[
			'updates without reading what it changes',
			{ value: 'update', result: 'success' },
			"must have required property 'reads'",
		],
		[
			'reads without saying where the thing stands',
			{ value: 'update', result: 'success', reads },
			"must have required property 'record'",
		],
	])('is named where an operation %s', async (_, change, complaint) => {
		await addMadeUpAction(copy, { ...OPERATION, ...change } as never);

		expect((await copy.generate('check')).output).toMatch(
			new RegExp(`operations/stream\\.json: operations\\.\\d+(\\.reads)? ${complaint}`),
		);
	});
});

describe.each(readdirSync(FORMATS))('the format %s', (name) => {
	test('describes every member', () => {
		const format = JSON.parse(readFileSync(join(FORMATS, name), 'utf8')) as Format;
		expect(Object.keys(format.properties ?? {}).length).toBeGreaterThan(3);
		expect(undescribed(format)).toEqual([]);
	});
});
