import type { INodeProperties } from 'n8n-workflow';
import { EVENT_KEYS, type EventKey, EVENTS } from '../../../nodes/callback/generated/events.ts';
import { TencentLvb } from '../../../nodes/TencentLvb/TencentLvb.node.ts';
import { TencentLvbTrigger } from '../../../nodes/TencentLvbTrigger/TencentLvbTrigger.node.ts';
import { allProperties, choicesOf, textsOf } from './walkProperties.mts';

const nodes = [new TencentLvb(), new TencentLvbTrigger()].map((node) => ({
	name: node.description.displayName,
	node,
	properties: node.description.properties,
	all: allProperties(node.description.properties),
}));

const find = (list: INodeProperties[], name: string) =>
	list.find((property) => property.name === name) as INodeProperties;

describe.each(nodes)('The description of $name', ({ node, properties, all }) => {
	test('survives JSON, as n8n sends it to the editor', () => {
		const { description } = node;
		expect(JSON.parse(JSON.stringify(description))).toEqual(description);
	});

	test('begins the text of each boolean with "Whether"', () => {
		const booleans = all.filter(({ type }) => type === 'boolean');
		expect(booleans.filter(({ description }) => !description?.startsWith('Whether '))).toEqual([]);
	});

	test('begins each placeholder of a text with "e.g."', () => {
		const placeholders = all
			.filter(({ type }) => !/collection$/i.test(type))
			.flatMap(({ placeholder, modes = [] }) => [placeholder, ...modes.map((m) => m.placeholder)])
			.filter((placeholder) => placeholder !== undefined);
		expect(placeholders).not.toHaveLength(0);
		expect(placeholders.filter((placeholder) => !placeholder?.startsWith('e.g. '))).toEqual([]);
	});

	test('describes every parameter but notices, selectors and collections', () => {
		const silent = all.filter(({ type, name, description }) => {
			const speaksForItself =
				['notice', 'collection', 'fixedCollection'].includes(type) ||
				['resource', 'operation'].includes(name);
			return !speaksForItself && !description;
		});
		expect(silent.map(({ name }) => name)).toEqual([]);
	});

	test('sorts options by name, and choices too but for those that stand in the order of use', () => {
		const byUse = ['resource', 'operation', 'event', 'events', 'sampleEvent', 'existingTemplate'];
		for (const property of all) {
			const names = choicesOf(property).map(({ name }) => name);
			if (!byUse.includes(property.name) && !property.name.endsWith('By')) {
				expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')));
			}
			if (property.type !== 'collection') continue;
			const titles = (property.options as INodeProperties[]).map(({ displayName }) => displayName);
			expect(titles).toEqual(titles.toSorted());
		}
	});

	test("uses none of n8n's taboo words beyond Tencent's own terms", () => {
		const taboo = textsOf(properties).filter(([name, text]) => {
			const isTencents = [
				'events',
				'event',
				'sampleEvent',
				'recordingExceptionLevels',
				'recordExceptionLevels',
			].includes(name);
			return !isTencents && /\b(errors?|problems?|failures?|mistakes?)\b/i.test(text);
		});
		expect(taboo).toEqual([]);
	});

	test('has every list search that a picker names', () => {
		const wanted = all
			.flatMap(({ modes = [] }) => modes)
			.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []);
		expect(new Set(wanted)).toEqual(new Set(Object.keys(node.methods.listSearch)));
	});

	test('has every credential test that it names', () => {
		const wanted = node.description.credentials?.flatMap(({ testedBy }) => testedBy ?? []);
		expect(wanted).toEqual(Object.keys(node.methods.credentialTest));
	});

	test('offers events in the order of use: what is live, what was made of it, then faults', () => {
		const choices = choicesOf(find(all, node instanceof TencentLvb ? 'event' : 'events'));
		const outputs = choices.map(({ value }) => EVENTS[value as EventKey].output);
		expect(outputs).toEqual(outputs.toSorted((a, b) => a - b));
		expect(choices.slice(0, 3).map(({ name }) => name)).toEqual([
			...['Stream Started', 'Stream Ended', 'Recording File Ready'],
		]);
	});

	test("says nothing in the words of Tencent's programmers", () => {
		const words = /\b(slots?|bound|the customer|dry run|(de)?activat\w+ the workflow)\b/i;
		expect(textsOf(properties).filter(([, text]) => words.test(text))).toEqual([]);
	});

	test("offers every event of the catalogue with the catalogue's words", () => {
		const choices = choicesOf(find(all, node instanceof TencentLvb ? 'event' : 'events'));
		expect(
			new Map(choices.map(({ value, name, description }) => [value, [name, description]])),
		).toEqual(
			new Map(EVENT_KEYS.map((key) => [key, [EVENTS[key].label, EVENTS[key].description]])),
		);
	});
});

// n8n lists a trigger and an action node of one name as one, with the description of either.
test('Both nodes have one description', () => {
	const [action, trigger] = nodes.map(({ node }) => node.description.description);
	expect(trigger).toBe(action);
});

describe('Every operation of Tencent LVB', () => {
	const { properties } = new TencentLvb().description;
	const resources = choicesOf(find(properties, 'resource')).map(({ value }) => value);
	const operations = properties
		.filter(({ name }) => name === 'operation')
		.flatMap((selector) =>
			choicesOf(selector).map((operation) => ({
				resource: selector.displayOptions?.show?.resource?.[0],
				...operation,
			})),
		);

	test('belongs to a resource of the list, and every resource has some', () => {
		expect(new Set(operations.map(({ resource }) => resource))).toEqual(new Set(resources));
	});

	test.each(operations)(
		'has an action and a description: $resource $value',
		({ name, action, description }) => {
			expect(action).toMatch(/^[A-Z][a-z ]+$/);
			expect(description).toMatch(/^[A-Z].*[^.]$/);
			expect(description).not.toBe(name);
		},
	);

	test.each(operations)('has fields of its own: $resource $value', ({ resource, value }) => {
		const fields = properties.filter(
			({ displayOptions }) =>
				displayOptions?.show?.resource?.includes(resource as string) &&
				displayOptions.show.operation?.includes(value as string),
		);
		expect(fields).not.toHaveLength(0);
	});

	test('shares no field with another one', () => {
		const fields = properties.filter(({ name }) => !['resource', 'operation'].includes(name));
		for (const { displayOptions } of fields) {
			expect(displayOptions?.show).toMatchObject({
				resource: [expect.any(String)],
				operation: [expect.any(String)],
			});
		}
	});
});
