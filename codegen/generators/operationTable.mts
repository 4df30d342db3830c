import type { Generator } from '../generator.mts';
import { readOperations } from '../operations.mts';

const HEAD = [
	'| Resource | Operation | Option value | Tencent action | What it does |',
	'| --- | --- | --- | --- | --- |',
];

type Row = { resource: string; name: string; value: string; action: string; text: string };

/** One operation that is more than an action, as `catalogue/handMadeOperations.json` lists it. */
type HandMade = {
	resource: string;
	resourceValue: string;
	name: string;
	value: string;
	description: string;
};

/** The table of operations in the README. */
export const generator: Generator = {
	name: 'README table of operations',
	async generate(catalogue) {
		const resources = await readOperations(catalogue);
		const handMade = await catalogue.readJson<HandMade[]>('handMadeOperations.json');
		const rows = [
			...resources.flatMap(({ words, places }) =>
				places.map(({ operation }) => ({
					resource: words.name,
					name: operation.name,
					value: `${words.value}: ${operation.value}`,
					action: `\`${operation.tencentAction}\``,
					text: operation.description,
				})),
			),
			...handMade.map(({ resource, resourceValue, name, value, description }) => ({
				resource,
				name,
				value: `${resourceValue}: ${value}`,
				action: '',
				text: description,
			})),
		].sort((a, b) => compare(a.resource, b.resource) || compare(a.name, b.name));
		const content = [...HEAD, ...rows.map(lineOf)].join('\n');
		return [{ path: 'README.md', marker: 'operations', content }];
	},
};

const compare = (a: string, b: string) => a.localeCompare(b, 'en');

function lineOf({ resource, name, value, action, text }: Row): string {
	const cells = [resource, name, `\`${value}\``, action, text];
	return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
