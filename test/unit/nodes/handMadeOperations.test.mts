import { readdirSync, readFileSync } from 'node:fs';
import type { INodePropertyOptions } from 'n8n-workflow';
import { TencentLvb } from '../../../nodes/TencentLvb/TencentLvb.node.ts';

const catalogue = new URL('../../../catalogue/', import.meta.url);
const schemas = new URL('../../../nodes/TencentLvb/__schema__/v1.0.0/', import.meta.url);
const read = <T,>(path: string) => JSON.parse(readFileSync(new URL(path, catalogue), 'utf8')) as T;

type Listed = Record<'resource' | 'resourceValue' | 'name' | 'value' | 'description', string>;

const { properties } = new TencentLvb().description;
const titles = properties.find(({ name }) => name === 'resource')
	?.options as INodePropertyOptions[];
const operations: Listed[] = properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ options, displayOptions }) => {
		const resourceValue = String(displayOptions?.show?.resource?.[0]);
		const resource = titles.find(({ value }) => value === resourceValue)?.name ?? '';
		return (options as INodePropertyOptions[]).map(({ name, value, description = '' }) => ({
			resource,
			resourceValue,
			name,
			value: String(value),
			description,
		}));
	});

/** The operations that the catalogue describes; all others are written by hand. */
const generated = new Set(
	readdirSync(new URL('operations/', catalogue)).flatMap((file) => {
		const { value, operations: own } = read<{
			value?: string;
			operations: Array<{ value: string }> | Record<string, unknown>;
		}>(`operations/${file}`);
		const names = Array.isArray(own) ? own.map((one) => one.value) : Object.keys(own);
		return names.map((name) => `${value ?? file.replace('.json', '')}: ${name}`);
	}),
);
const handMade = operations.filter(
	({ resourceValue, value }) => !generated.has(`${resourceValue}: ${value}`),
);
const byName = (list: Listed[]) =>
	Object.fromEntries(list.map((entry) => [`${entry.resourceValue}: ${entry.value}`, entry]));

describe('The operations written by hand', () => {
	test('are listed in the catalogue with the words that the node shows', () => {
		expect(byName(read<Listed[]>('handMadeOperations.json'))).toEqual(byName(handMade));
	});

	test('have a schema of their output, but for calls whose output is any', () => {
		const without = handMade.filter(({ resourceValue, value }) => {
			const files = readdirSync(schemas).includes(resourceValue)
				? readdirSync(new URL(`${resourceValue}/`, schemas))
				: [];
			return !files.includes(`${value}.json`);
		});
		expect(without.map(({ resourceValue, value }) => `${resourceValue}: ${value}`)).toEqual([
			'api: call',
		]);
	});
});
