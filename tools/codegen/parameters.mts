import { entryType, PAGING_FIELDS, type Action, type ActionField } from './actions.mts';
import { camelCase } from './camelCase.mts';
import type {
	OperationWords,
	ParameterWords,
	Picker,
	ResourceWords,
	Words,
} from './operationWords.mts';

/** How a value is converted; the executor of the node has one converter for each. */
export type Kind =
	| 'text'
	| 'domain'
	| 'appName'
	| 'streamName'
	| 'bucket'
	| 'callbackKey'
	| 'id'
	| 'integer'
	| 'boolean'
	| 'flag'
	| 'utcTime'
	| 'unixTime'
	| 'list'
	| 'object'
	| 'objects';

/** A parameter of an action together with its words. */
export type Parameter = {
	/** Its name in the node. */
	name: string;
	field: ActionField;
	words: ParameterWords & { label: string };
	kind: Kind;
	picker?: Picker;
	/** Collection that it stands in; a field of its own where there is none. */
	within?: 'additionalFields' | 'updateFields' | 'filters';
	members: Parameter[];
};

export type OperationPlace = {
	words: Words;
	resource: ResourceWords;
	operation: OperationWords;
	action: Action;
};

/** The parameters of an operation, in the order that they are shown in. */
export function parametersOf(place: OperationPlace): Parameter[] {
	const { words, operation, action } = place;
	const order = Object.keys(words.parameters);
	const rank = ({ name }: ActionField) => (order.includes(name) ? order.indexOf(name) : Infinity);
	return action.request
		.filter(({ name }) => !PAGING_FIELDS.includes(name) && !operation.leaveOut?.includes(name))
		.map((field) => ({
			...parameterOf(field, place),
			...(field.required ? {} : { within: collectionOf(operation) }),
		}))
		.sort((a, b) => compare(rank(a.field), rank(b.field)));
}

/** The collection that optional parameters of an operation stand in. */
export function collectionOf({ value, result }: OperationWords): NonNullable<Parameter['within']> {
	if (value === 'update') return 'updateFields';
	const isLimited = typeof result === 'object' && 'list' in result && !result.complete;
	return isLimited ? 'filters' : 'additionalFields';
}

// Infinity - Infinity is no number.
const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);

function parameterOf(field: ActionField, place: OperationPlace): Parameter {
	const words = wordsOf(field.name, place);
	const picker = words.picker ? place.words.pickers[words.picker] : undefined;
	return {
		name: camelCase(field.name),
		field,
		words,
		kind: kindOf(field, words),
		...(picker ? { picker } : {}),
		members: (field.fields ?? []).map((member) => parameterOf(member, place)),
	};
}

/** The words of the operation, then those of its resource, then those for everywhere. */
function wordsOf(name: string, { words, resource, operation }: OperationPlace) {
	return {
		label: '',
		...words.parameters[name],
		...resource.parameters?.[name],
		...operation.parameters?.[name],
	};
}

/** Names for which there is one rule in the whole package, known by Tencent's name for the field. */
export function nameKindOf({
	name,
	type,
}: ActionField): 'domain' | 'appName' | 'streamName' | undefined {
	if (!type.includes('string')) return undefined;
	if (/Domain(Name)?(s|List)?$/.test(name)) return 'domain';
	if (/AppName(s|List)?$/.test(name)) return 'appName';
	return /StreamName(s|List)?$/.test(name) ? 'streamName' : undefined;
}

function kindOf(field: ActionField, { input, picker, holds }: ParameterWords): Kind {
	const entries = entryType(field);
	if (entries !== undefined) return entries === 'object' ? 'objects' : 'list';
	switch (field.type) {
		case 'object':
			return 'object';
		case 'boolean':
			return 'boolean';
		case 'integer':
			if (input === 'dateTime') return 'unixTime';
			if (input === 'switch') return 'flag';
			return picker ? 'id' : 'integer';
		default:
			if (input === 'dateTime') return 'utcTime';
			return holds ?? nameKindOf(field) ?? 'text';
	}
}
