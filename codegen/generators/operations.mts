import type { Generator } from '../generator.mts';
import { quoted } from '../literal.mts';
import { operationSpec } from '../operationSpec.mts';
import { readWords, type Picker } from '../operationWords.mts';
import { readOperations, type Resource } from '../operations.mts';
import { pickerMark } from '../parameterProperty.mts';

const FOLDER = 'nodes/TencentLvb/generated';

/** The operations of the action node that are actions of the live API: one file per resource. */
export const generator: Generator = {
	name: 'operations',
	async generate(catalogue) {
		const { pickers } = await readWords(catalogue);
		const resources = await readOperations(catalogue);
		return [
			{ path: `${FOLDER}/pickers.ts`, content: pickersContent(pickers) },
			...resources.map((resource) => ({
				path: `${FOLDER}/${resource.words.value}.ts`,
				content: resourceContent(resource, Object.keys(pickers)),
			})),
		];
	},
};

function pickersContent(pickers: Record<string, Picker>): string {
	const entries = Object.entries(pickers).map(([name, picker]) => {
		const place = { mode: 'list', value: '' };
		return `${name}: ${quoted({ type: 'resourceLocator', default: place, modes: modesOf(picker) })}`;
	});
	return `
import type { INodeProperties } from 'n8n-workflow';

type Picker = Pick<INodeProperties, 'type' | 'default' | 'modes'>;

/** How each kind of thing is picked: what all fields for it have in common. */
export const PICKERS = {${entries.join(',')}} satisfies Record<string, Picker>;
`;
}

function modesOf({ search, mode, placeholder, pattern, patternText }: Picker): object[] {
	return [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: search, searchable: true },
		},
		{
			displayName: mode === 'id' ? 'By ID' : 'By Name',
			name: mode,
			type: 'string',
			placeholder,
			validation: [{ type: 'regex', properties: { regex: pattern, errorMessage: patternText } }],
		},
	];
}

function resourceContent({ words, places }: Resource, pickers: string[]): string {
	const operations = places
		.map((place) => `${place.operation.value}: ${quoted(operationSpec(place))}`)
		.join(',');
	const source = pickers.reduce(
		(text, picker) => text.replaceAll(markIn(picker), `...PICKERS.${picker}`),
		operations,
	);
	return `
import type { ResourceSpec } from '../apiOperation';
${source === operations ? '' : "import { PICKERS } from './pickers';"}

export const ${words.value} = {
	title: ${quoted(words.name)},
	value: ${quoted(words.value)},
	defaultOperation: ${quoted(words.defaultOperation)},
	operations: {${source}},
} satisfies ResourceSpec;
`;
}

/** The mark of a picker as it stands within an object. */
const markIn = (picker: string): string => quoted(pickerMark(picker)).slice(1, -1);
