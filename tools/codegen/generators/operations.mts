import type { Generator } from '../generator.mts';
import { quoted } from '../literal.mts';
import { operationSpec } from '../operationSpec.mts';
import { readWords, type Picker } from '../operationWords.mts';
import { readOperations, type Resource } from '../operations.mts';
import { pickerMark } from '../parameterProperty.mts';
import { sharedSource } from '../sharedSource.mts';

const PATH = 'nodes/TencentLvb/generated/resources.ts';

/**
 * The operations of the action node that are actions of the live API. All in one file: n8n loads
 * them at its start, when each file costs time of its own.
 */
export const generator: Generator = {
	name: 'operations',
	async generate(catalogue) {
		const { pickers } = await readWords(catalogue);
		const resources = await readOperations(catalogue);
		const content = [
			"import type { INodeProperties } from 'n8n-workflow';",
			"import type { ParameterSpec, ResourceSpec } from '../operation';",
			'',
			pickersSource(pickers),
			withPickers(resourcesSource(resources), Object.keys(pickers)),
		].join('\n');
		return [{ path: PATH, content }];
	},
};

function pickersSource(pickers: Record<string, Picker>): string {
	const entries = Object.entries(pickers).map(([name, picker]) => {
		const place = { mode: 'list', value: '' };
		return `${name}: ${quoted({ type: 'resourceLocator', default: place, modes: modesOf(picker) })}`;
	});
	return `type Picker = Pick<INodeProperties, 'type' | 'default' | 'modes'>;

/** How each kind of thing is picked: what all fields for it have in common. */
const PICKERS = {${entries.join(',')}} satisfies Record<string, Picker>;
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

function resourcesSource(resources: Resource[]): string {
	const specs = resources.map(({ words, places }) => ({
		title: words.name,
		value: words.value,
		defaultOperation: words.defaultOperation,
		operations: Object.fromEntries(
			places.map((place) => [place.operation.value, operationSpec(place)]),
		),
	}));
	const { constants, values } = sharedSource(specs, typeOf);
	const sources = specs.map(
		({ value }, index) => `export const ${value} = ${values[index]!} satisfies ResourceSpec;\n`,
	);
	return [constants, '', ...sources].join('\n');
}

/** Fields of the node and parameters of an action, alone or in a list. */
function typeOf(value: object): string | undefined {
	if (Array.isArray(value)) {
		const types = new Set(value.map((member: object) => typeOf(member)));
		const [type] = types;
		return type !== undefined && types.size === 1 && !type.endsWith('[]') ? `${type}[]` : undefined;
	}
	if ('displayName' in value && ('type' in value || 'picker' in value)) return 'INodeProperties';
	return 'kind' in value && 'label' in value ? 'ParameterSpec' : undefined;
}

function withPickers(source: string, pickers: string[]): string {
	return pickers.reduce(
		(text, picker) => text.replaceAll(markIn(picker), `...PICKERS.${picker}`),
		source,
	);
}

/** The mark of a picker as it stands within an object. */
const markIn = (picker: string): string => quoted(pickerMark(picker)).slice(1, -1);
