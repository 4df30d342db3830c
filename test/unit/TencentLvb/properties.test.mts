import { readFileSync } from 'node:fs';
import type { INode, INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { TencentLvb } from '../../../nodes/TencentLvb/TencentLvb.node.ts';
import { resources } from '../../../nodes/TencentLvb/properties.ts';
import { markedPart, rowsOf } from '../../tools/docs/markedPart.mts';
import { allProperties, choicesOf } from './walkProperties.mts';

/** The contract: values never change, since saved workflows hold them. */
const CONTRACT: Record<string, string> = {
	api: 'call',
	callbackEvent: 'cleanUp decode diagnose getDeliveries sendSample',
	callbackRule: 'create delete getAll',
	callbackTemplate: 'create delete get getAll update',
	domain: 'disable enable get getAll',
	pullTask: 'create delete getAll getStatus restart update',
	recording: 'delete download getAll start stop',
	recordingRule: 'create delete getAll',
	recordingTemplate: 'create delete get getAll update',
	snapshot: 'delete download getAll start stop',
	snapshotRule: 'create delete getAll',
	snapshotTemplate: 'create delete get getAll update',
	stream:
		'ban cancelDelay delay disconnect getAll getBackups getBanned getDelays getFinished getHistory getPlayInfo getPushQuality getState startStandby stopStandby switchBackup unban',
	streamUrl: 'createPlayUrl createPushUrl',
};

const { description } = new TencentLvb();
const operations = resources.flatMap(({ value: resource, operations: own }) =>
	own.map((operation) => ({ resource, ...operation })),
);

const readJson = (path: string) =>
	JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')) as unknown;

test('A bound that a description names is that of its field', () => {
	const told = allProperties(description.properties).flatMap(
		({ name, description: text = '', typeOptions }) => {
			const [, most] = /\bat most ([\d,]+)/.exec(text) ?? [];
			const bound = typeOptions?.maxValue;
			return most && bound !== undefined ? [[name, Number(most.replaceAll(',', '')), bound]] : [];
		},
	);
	expect(told.length).toBeGreaterThan(0);
	for (const [name, most, bound] of told) expect([name, most]).toEqual([name, bound]);
});

describe('The operations', () => {
	test('are those of the contract', () => {
		const found = resources.map(({ value, operations: own }) => [
			value,
			own
				.map((operation) => operation.value)
				.sort()
				.join(' '),
		]);
		expect(Object.fromEntries(found)).toEqual(CONTRACT);
	});

	test('are named on the canvas as in the list of actions', () => {
		const [, expression = ''] = /^=\{\{(.*)\}\}$/s.exec(description.subtitle ?? '') ?? [];
		// Where n8n sees the end of the expression, wherever it stands.
		expect(expression).not.toContain('}}');
		const evaluate = new Function('$parameter', `return ${expression}`) as (
			parameters: object,
		) => string;
		for (const { resource, value: operation, action } of operations) {
			expect(evaluate({ resource, operation })).toBe(action);
		}
		expect(evaluate({ resource: 'later', operation: 'fly' })).toBe('fly');
	});

	test('stand in the order of use, as their resources do', () => {
		expect(resources.slice(0, 4).map(({ value }) => value)).toEqual([
			...['stream', 'streamUrl', 'recording', 'snapshot'],
		]);
		const [stream, , recording] = resources;
		expect(stream.operations.slice(0, 5).map(({ value }) => value)).toEqual([
			...['getAll', 'getState', 'disconnect', 'ban', 'unban'],
		]);
		expect(recording.operations.map(({ value }) => value)).toEqual([
			...['download', 'start', 'stop', 'getAll', 'delete'],
		]);
	});

	test('begin, in a new node, with one that is there', () => {
		for (const { defaultOperation, operations: own } of resources) {
			expect(own.map(({ value }) => value)).toContain(defaultOperation);
		}
	});

	// The rows are made of the catalogue: what it has words for has to be carried out by the node.
	test('are those of which their page has a row', () => {
		const rows = rowsOf(markedPart('docs/operations.md', 'generated:operations'));
		expect(rows.map((row) => row.split('`')[1]).sort()).toEqual(
			operations.map(({ resource, value }) => `${resource}: ${value}`).sort(),
		);
	});

	// What a call of any action gives can't be known beforehand.
	const known = operations.filter(({ resource }) => resource !== 'api');

	test.each(known)('have an output schema: $resource $value', ({ resource, value }) => {
		expect(readJson(`nodes/TencentLvb/__schema__/v1.0.0/${resource}/${value}.json`)).toMatchObject({
			type: 'object',
			version: 1,
		});
	});

	test.each(operations)('name each field once: $resource $value', ({ properties }) => {
		const names = properties.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		for (const collection of properties.filter(({ type }) => type === 'collection')) {
			const own = (collection.options as INodeProperties[]).map(({ displayName }) => displayName);
			expect(new Set(own).size).toBe(own.length);
		}
	});

	test("offer Return All and Limit together, in n8n's words", () => {
		for (const { properties } of operations) {
			const find = (name: string) => properties.find((property) => property.name === name);
			expect(Boolean(find('limit'))).toBe(Boolean(find('returnAll')));
			if (find('limit')) expect(find('limit')).toMatchObject({ default: 50 });
		}
		const lists = operations.filter(({ value }) => value === 'getAll');
		expect(lists.every(({ name }) => name === 'Get Many')).toBe(true);
	});

	test('have pickers that begin with the list where there is one, then an id or a name', () => {
		const pickers = allProperties(operations.flatMap(({ properties }) => properties)).filter(
			({ type }) => type === 'resourceLocator',
		);
		expect(pickers.length).toBeGreaterThan(20);
		for (const { name, modes = [] } of pickers) {
			// A name of an app stands in no list; as a text of its own, what is dragged would follow it.
			const list = name === 'appName' ? [] : ['From List'];
			expect(modes.map(({ displayName }) => displayName)).toEqual([
				...list,
				expect.stringMatching(/^By (ID|Name)$/),
			]);
			expect(modes.at(-1)?.validation).toHaveLength(1);
		}
	});

	// n8n puts what is dragged onto a text behind what stands there: "live live" is no app.
	test('have no place of a stream whose text something dragged would follow', () => {
		// The fields of Callback Event are those of the trigger, which nothing precedes.
		const following = operations.filter(({ resource }) => resource !== 'callbackEvent');
		const places = allProperties(following.flatMap(({ properties }) => properties)).filter(
			({ name }) => /^(d|pushD)omain(Name)?$|^(app|stream)Name$/.test(name),
		);
		expect(places.length).toBeGreaterThan(60);
		const kept = places.filter(
			({ type, default: first }) => type !== 'resourceLocator' && first !== '',
		);
		expect(kept).toEqual([]);
		const expressions = places.filter(({ default: first }) => JSON.stringify(first).includes('='));
		expect(expressions).toEqual([]);
	});

	test.each([
		...['stream: ban', 'stream: delay', 'recording: start', 'snapshot: start', 'pullTask: create'],
		...['streamUrl: createPushUrl', 'streamUrl: createPlayUrl'],
	])('end after a length of time or at a date: %s', (name) => {
		const { resource, value, properties } = operations.find(
			(o) => `${o.resource}: ${o.value}` === name,
		)!;
		const by = properties.find((property) => property.name.endsWith('By'))!;
		const [end] = by.name.split('By');
		const usual = ['stream: ban', 'stream: delay'].includes(name) ? 'standard' : 'date';
		expect(by.default).toBe(usual);
		const shown = (choice: string) => {
			const parameters: INodeParameters = {
				...{ resource, operation: value, keySource: 'api', [by.name]: choice },
			};
			const node = { typeVersion: 1, parameters } as INode;
			return properties
				.filter((property) => property.name.startsWith(end) && property !== by)
				.filter((property) => NodeHelpers.displayParameter(parameters, property, node, description))
				.map((property) => property.name);
		};
		expect(choicesOf(by).map((choice) => choice.value)).toContain(usual);
		expect(shown('interval')).toEqual([`${end}Amount`, `${end}Unit`]);
		expect(shown('date')).toEqual([end]);
		expect(shown('standard')).toEqual([]);
	});

	test('have choices with words for people', () => {
		for (const property of allProperties(operations.flatMap(({ properties }) => properties))) {
			for (const { name } of choicesOf(property)) expect(name).toMatch(/^[A-Z]/);
		}
	});

	test.each([
		'stream: ban',
		'callbackTemplate: delete',
		'recordingTemplate: delete',
		'domain: disable',
	])('tell what is dangerous before they act: %s', (name) => {
		const { properties } = operations.find((o) => `${o.resource}: ${o.value}` === name)!;
		expect(properties[0]?.type).toBe('notice');
	});
});

describe('The credential for the API', () => {
	const credential = description.credentials!.find(({ name }) => name === 'tencentCloudApi')!;
	const isAsked = (parameters: INodeParameters) => {
		const node = { typeVersion: 1, parameters } as INode;
		return NodeHelpers.displayParameter(parameters, credential, node, description);
	};

	const withoutApi = ['decode', 'download'];
	const choosesKey = ['createPushUrl', 'createPlayUrl', 'sendSample'];
	const calling = operations.filter(({ value }) => ![...withoutApi, ...choosesKey].includes(value));

	test.each(calling)('is required for $resource $value', ({ resource, value }) => {
		expect(credential.required).toBe(true);
		expect(isAsked({ resource, operation: value })).toBe(true);
	});

	test.each<INodeParameters>([
		{ resource: 'callbackEvent', operation: 'decode' },
		{ resource: 'recording', operation: 'download' },
		{ resource: 'snapshot', operation: 'download' },
		{ resource: 'callbackEvent', operation: 'sendSample', keySource: 'credential' },
		{ resource: 'streamUrl', operation: 'createPushUrl', keySource: 'entered' },
		{ resource: 'streamUrl', operation: 'createPlayUrl', keySource: 'none' },
	])('is not asked for with %j', (parameters) => {
		expect(isAsked(parameters)).toBe(false);
	});

	test('is asked for where a key is read through the API', () => {
		const keySource = 'template';
		expect(isAsked({ resource: 'callbackEvent', operation: 'sendSample', keySource })).toBe(true);
		const fromApi = { resource: 'streamUrl', operation: 'createPushUrl', keySource: 'api' };
		expect(isAsked(fromApi)).toBe(true);
	});
});
