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
		const [, expression] = /^=\{\{(.*)\}\}$/s.exec(description.subtitle ?? '') ?? [];
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

	test('have pickers that begin with the list, then an id or a name with a check', () => {
		const pickers = allProperties(operations.flatMap(({ properties }) => properties)).filter(
			({ type }) => type === 'resourceLocator',
		);
		expect(pickers.length).toBeGreaterThan(20);
		for (const { modes = [] } of pickers) {
			expect(modes.map(({ displayName }) => displayName)).toEqual([
				'From List',
				expect.stringMatching(/^By (ID|Name)$/),
			]);
			expect(modes[1]?.validation).toHaveLength(1);
		}
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
