import {
	type ActionField,
	camelCase,
	entryType,
	nameKindOf,
	type OperationPlace,
	type OperationWords,
	type Parameter,
	parametersOf,
	type Picker,
	rateOf,
	readActions,
	readWords,
} from '../catalogue/actions.mts';
import { readOperations, type Resource } from '../catalogue/check.mts';
import { type Generator, quoted } from './files.mts';
import type { OutputSchema } from './items.mts';
import {
	limitsOf,
	mostOf,
	operationProperties,
	operationResult,
	parameterProperty,
	pickerMark,
	recordFields,
} from './parameters.mts';

const PATH = 'nodes/TencentLvb/generated/resources.ts';

/**
 * The operations of the action node: those that are actions of the live API whole, of the others
 * what people read. All in one file: n8n loads them at its start, when each file costs time of its
 * own.
 */
export const operations: Generator = {
	name: 'operations',
	async generate(catalogue) {
		const { pickers } = readWords(catalogue);
		const resources = readOperations(catalogue);
		const content = [
			"import type { INodeProperties } from 'n8n-workflow';",
			"import { PICKERS } from '../../liveApi/generated/pickers';",
			"import type { ParameterSpec, ResourceSpec } from '../operation';",
			'',
			withPickers(resourcesSource(resources), Object.keys(pickers)),
		].join('\n');
		return [{ path: PATH, content }];
	},
};

/** How often each action of Live may be called. */
export const rates: Generator = {
	name: 'rates',
	generate(catalogue) {
		const usual = rateOf();
		const known = [...readActions(catalogue).values()]
			.map((action) => [action.name, rateOf(action)] as const)
			.filter(([, rate]) => rate !== usual);
		const content = [
			'/** Calls a second that Tencent takes of an action for which nothing else is known. */',
			`export const USUAL_RATE = ${usual};`,
			'',
			'/** The same of the actions of Live for which Tencent states another number. */',
			`export const LIVE_RATES: ReadonlyMap<string, number> = new Map(${JSON.stringify(known)});`,
		].join('\n');
		return [{ path: 'nodes/liveApi/generated/rates.ts', content }];
	},
};

/** Every picker, and the two fields that both nodes have. */
export const pickers: Generator = {
	name: 'pickers',
	generate(catalogue) {
		const { pickers: all, parameters } = readWords(catalogue);
		const field = (name: string, tencentName: string): string => {
			const words = { label: '', ...parameters[tencentName] };
			// Nothing is dragged onto these: a text alone is a text.
			const found = words.picker ? all[words.picker] : undefined;
			const picker = found?.search ? found : undefined;
			const own = { name: tencentName, type: 'string', required: true };
			const property = parameterProperty({
				name,
				field: own,
				words,
				kind: 'text',
				picker,
				members: [],
			});
			return withPickers(quoted(property), Object.keys(all));
		};
		const content = [
			"import type { INodeProperties } from 'n8n-workflow';",
			'',
			pickersSource(all),
			'/** A push domain, without conditions on when it is shown. */',
			`export const pushDomainPicker: INodeProperties = ${field('pushDomain', 'DomainName')};`,
			'',
			'/** The push path, without conditions on when it is shown. */',
			`export const appNameField: INodeProperties = ${field('appName', 'AppName')};`,
		].join('\n');
		return [{ path: 'nodes/liveApi/generated/pickers.ts', content }];
	},
};

function pickersSource(pickers: Record<string, Picker>): string {
	const entries = Object.entries(pickers).map(([name, picker]) => {
		const place = { mode: picker.search ? 'list' : picker.mode, value: '' };
		return `${name}: ${quoted({ type: 'resourceLocator', default: place, modes: modesOf(picker) })}`;
	});
	return `type Picker = Pick<INodeProperties, 'type' | 'default' | 'modes'>;

/** How each kind of thing is picked: what all fields for it have in common. */
export const PICKERS = {${entries.join(',')}} satisfies Record<string, Picker>;
`;
}

function modesOf({ search, mode, placeholder, pattern, patternText }: Picker): object[] {
	const list = {
		displayName: 'From List',
		name: 'list',
		type: 'list',
		typeOptions: { searchListMethod: search, searchable: true },
	};
	return [
		...(search ? [list] : []),
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
		...(words.handMade && {
			handMade: Object.fromEntries(words.handMade.map((title) => [title.value, title])),
		}),
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

/** One operation as the node's executor takes it: `OperationSpec` of the node. */
function operationSpec(place: OperationPlace): Record<string, unknown> {
	const { operation, action } = place;
	return {
		name: operation.name,
		value: operation.value,
		action: operation.action,
		description: operation.description,
		tencentAction: action.name,
		ratePerSecond: rateOf(action),
		...(action.inIntl ? {} : { chinaOnly: true }),
		...(action.regions ? { region: action.regions[0] } : {}),
		...readsOf(operation),
		result: operationResult(place),
		parameters: parametersOf(place).map(parameterSpec),
		properties: operationProperties(place),
	};
}

function readsOf({ reads }: OperationWords): Record<string, unknown> {
	if (!reads) return {};
	const { action, by, record, list } = reads;
	const place = list ? { field: list, isList: true } : { field: record };
	return { reads: { action, by: camelCase(by), ...place } };
}

function parameterSpec(parameter: Parameter): Record<string, unknown> {
	const { name, field, words, kind, within, members } = parameter;
	const { constraints = {}, inIntl } = field;
	return {
		name,
		label: words.label,
		kind,
		...(kind === 'list' && nameKindOf(field) ? { entries: nameKindOf(field) } : {}),
		...(within ? { within } : {}),
		...(field.required && !words.emptyAsText ? { required: true } : {}),
		...(words.emptyAsText ? { emptyAsText: true } : {}),
		...(inIntl === false ? { chinaOnly: true } : {}),
		...(kind === 'integer' ? limitsOf(parameter) : {}),
		...(constraints.maxBytes ? { maxBytes: constraints.maxBytes } : {}),
		...(constraints.maxItems ? { maxItems: constraints.maxItems } : {}),
		...(words.future ? { future: true } : {}),
		...(words.account ? { account: camelCase(words.account) } : {}),
		...(words.after ? { after: camelCase(words.after) } : {}),
		...(words.lasting ? { lasting: lastingSpec(parameter) } : {}),
		...(mostOf(parameter) ? { most: mostOf(parameter) } : {}),
		...(members.length > 0 ? { members: members.map(parameterSpec) } : {}),
	};
}

function lastingSpec({ field, words: { lasting } }: Parameter): Record<string, unknown> {
	const { defaultDays } = field.constraints ?? {};
	return {
		label: lasting!.amountLabel,
		...(defaultDays === undefined ? {} : { standardDays: defaultDays }),
	};
}

/** Shorter literals cost less than a name for them. */
const SHORTEST_SHARED = 120;

/** Code in which equal literals stand once, each as a constant. */
type SharedSource = {
	/** The constants, each before those that use it. */
	constants: string;
	/** The values as they were given, in the same order. */
	values: string[];
};

/** The type of a value in the generated code; what has none is not shared. */
type TypeOf = (value: object) => string | undefined;

/** Writes values as literals, with one constant for all objects and lists that are equal. */
function sharedSource(values: readonly unknown[], typeOf: TypeOf): SharedSource {
	const counts = new Map<string, number>();
	for (const value of values) count(value, counts);
	const names = new Map<string, string>();
	const constants: string[] = [];
	const write = (value: unknown): string => {
		const text = quoted(value);
		const known = names.get(text);
		if (known !== undefined) return known;
		const source = written(value, write);
		const type = (counts.get(text) ?? 0) > 1 ? typeOf(value as object) : undefined;
		if (type === undefined) return source;
		const name = `shared${names.size + 1}`;
		names.set(text, name);
		constants.push(`const ${name}: ${type} = ${source};`);
		return name;
	};
	const sources = values.map(write);
	return { constants: constants.join('\n'), values: sources };
}

/** How often each literal stands in a value; what stands in a repeated one counts once. */
function count(value: unknown, counts: Map<string, number>): void {
	if (typeof value !== 'object' || value === null) return;
	const text = quoted(value);
	if (text.length < SHORTEST_SHARED) return;
	const before = counts.get(text) ?? 0;
	counts.set(text, before + 1);
	if (before === 0) for (const member of Object.values(value)) count(member, counts);
}

function written(value: unknown, write: (member: unknown) => string): string {
	if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
	if (typeof value !== 'object' || value === null) return quoted(value);
	const members = Object.entries(value).map(([name, member]) => `${quoted(name)}:${write(member)}`);
	return `{${members.join(',')}}`;
}

const REQUEST_ID = { requestId: { type: 'string' } };

/** What n8n's editor shows of an operation's output before it has run. */
export const operationSchemas: Generator = {
	name: 'output schemas of operations',
	async generate(catalogue) {
		return readOperations(catalogue).flatMap(({ words, places }) =>
			places.map((place) => ({
				path: `nodes/TencentLvb/__schema__/v1.0.0/${words.value}/${place.operation.value}.json`,
				content: JSON.stringify({ type: 'object', properties: propertiesOf(place), version: 1 }),
			})),
		);
	},
};

function propertiesOf(place: OperationPlace): Record<string, OutputSchema> {
	const { operation, action } = place;
	const { result } = operation;
	const names = operation.identifies;
	const repeated = action.request.filter(({ name, required }) =>
		names ? names.includes(name) : required,
	);
	const hasEnd = parametersOf(place).some(({ words }) => words.lasting);
	const until: Record<string, OutputSchema> = hasEnd ? { until: { type: 'string' } } : {};
	if (result === 'deleted' || result === 'success') {
		return { [result]: { type: 'boolean' }, ...membersOf(repeated), ...until, ...REQUEST_ID };
	}
	return { ...(names ? membersOf(repeated) : {}), ...until, ...membersOf(recordFields(place)) };
}

function membersOf(fields: ActionField[]): Record<string, OutputSchema> {
	return Object.fromEntries(fields.map((field) => [camelCase(field.name), schemaOf(field)]));
}

function schemaOf(field: ActionField): OutputSchema {
	const entries = entryType(field);
	if (entries) return { type: 'array', items: schemaOf({ ...field, type: entries }) };
	if (field.type !== 'object') return { type: field.type };
	return { type: 'object', properties: membersOf(field.fields ?? []) };
}
