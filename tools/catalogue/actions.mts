import type { CatalogueFiles } from './files.mts';

/** One member of a request or response, as `catalogue/actions` describes it. */
export type ActionField = {
	name: string;
	/** `string`, `integer`, `number`, `boolean`, `object` or `array<...>` of one of them. */
	type: string;
	/** Number type of the SDKs, `uint64` or `int64`. */
	wire?: string;
	required?: boolean;
	nullable?: boolean;
	/** False where the international site does not know it. */
	inIntl?: boolean;
	/** Of a time that an answer writes without one. */
	zone?: 'Asia/Shanghai';
	fields?: ActionField[];
	constraints?: {
		values?: unknown[] | Record<string, string>;
		/** Limits that move with the clock are written in words. */
		min?: unknown;
		max?: unknown;
		/** Of a date: how far after now it may be at most, and how far it is where it is left out. */
		maxDays?: number;
		defaultDays?: number;
		/** Of an end: how long after the start it may be at most; `exclusive` where it must be less. */
		maxSpanHours?: number;
		/** Limits of the one site in place of those above. */
		cn?: SiteLimits;
		intl?: SiteLimits;
		maxBytes?: number;
		maxItems?: number;
		secret?: boolean;
		deprecated?: boolean;
	};
};

/** Limits that hold on one site. */
type SiteLimits = { min?: unknown; max?: unknown; maxSpanDays?: number; exclusive?: boolean };

/** One action of the live API. */
export type Action = {
	name: string;
	inCn: boolean;
	inIntl: boolean;
	/** Where a call has to name a region: those it may name, first the one that is sent. */
	regions?: string[];
	request: ActionField[];
	response: ActionField[];
	/** Codes that this action is documented to refuse with, besides those of every action. */
	errors: string[];
	/** Calls a second that Tencent takes; `USUAL_RATE` where its documentation states none. */
	rateLimitPerSecond?: number;
	pagination?: {
		style: 'PageNum/PageSize' | 'ScrollToken' | 'Index/Count';
		minPageSize?: number;
		maxPageSize?: number;
		maxPageSizeCn?: number;
		maxPageSizeIntl?: number;
		totalField?: string;
		/** How many entries can be reached at all. */
		maxEntries?: number;
	} | null;
};

/** Calls a second that Tencent Cloud takes of an action for which it states no number. */
const USUAL_RATE = 20;

/** Calls a second that Tencent takes of an action, of one account; `undefined` is any action of it. */
export const rateOf = (action?: Action): number => action?.rateLimitPerSecond ?? USUAL_RATE;

/** Every action of `catalogue/actions`, by name. */
export function readActions({ entriesOf, readJson }: CatalogueFiles): Map<string, Action> {
	const actions = entriesOf('actions').map((file) => readJson<Action>(`actions/${file}`));
	return new Map(actions.map((action) => [action.name, action]));
}

/** What pages are asked for with: never a parameter of an operation. */
export const PAGING_FIELDS = ['PageNum', 'PageSize', 'ScrollToken'];

/** The type of the entries where the field is a list. */
export function entryType({ type }: ActionField): string | undefined {
	return /^array<(.+)>$/.exec(type)?.[1];
}

/** A value that can be chosen, with its name for people. */
export type Choice = { value: string | number; name: string; description?: string };

/** What people read about a parameter, and how they enter it. */
type ParameterWords = {
	label?: string;
	description?: string;
	placeholder?: string;
	default?: unknown;
	/** Name in `pickers.json`; null takes away the picker of the more general words. */
	picker?: string | null;
	/** `switch`: a boolean for 0 and 1; `number`: a number that goes out as text. */
	input?: 'dateTime' | 'switch' | 'password' | 'number';
	choices?: Choice[];
	/** Limits that the action does not state. */
	min?: number;
	max?: number;
	/** The date has to be in the future. */
	future?: boolean;
	/** The date has to be after that of this parameter. */
	after?: string;
	/** Of a date at which something ends: the fields for a length of time in place of it. */
	lasting?: {
		/** Of the choice between the two. */
		label: string;
		amountLabel: string;
		amount: number;
		unit: 'minutes' | 'hours' | 'days';
	};
	/** Tencent wants an empty text where nothing is entered. */
	emptyAsText?: boolean;
	/** A text for which there is a rule of its own. */
	holds?: 'bucket' | 'callbackKey';
	/** Of a bucket: the parameter with the number of the account that its full name ends with. */
	account?: string;
	/** Of a list: the text of the button, and the title of an entry that has members. */
	button?: string;
	entry?: string;
};

type WordsByParameter = Record<string, ParameterWords>;

/** What an operation puts out; lists come page by page, or `complete` without a limit to set. */
type ResultWords =
	| 'response'
	| 'deleted'
	| 'success'
	| { record: string }
	| { list: string; complete?: boolean };

/** What an update reads first, so that it can send it back whole. */
type ReadWords = {
	action: string;
	/** The parameter, of both actions, that says which thing it is. */
	by: string;
	/** Member of the answer that holds the thing, or the list that it is the only entry of. */
	record?: string;
	list?: string;
	/** Settings that the action does not show; the notice names them. */
	notShown?: string[];
	/** Parameters that are no settings of the thing. */
	passing?: string[];
};

/** What people read about an operation, and its value, which saved workflows hold. */
export type OperationTitle = {
	value: string;
	name: string;
	action: string;
	description: string;
};

/** One operation that is an action of the live API. */
export type OperationWords = OperationTitle & {
	tencentAction: string;
	result: ResultWords;
	/** Of an update. */
	reads?: ReadWords;
	/** Parameters that the output repeats; all required ones unless given. */
	identifies?: string[];
	/** The records hold addresses with push secrets, which are shown on demand. */
	pushSecrets?: boolean;
	/** Shown above the fields. */
	notice?: string;
	/** Parameters that are not offered. */
	leaveOut?: string[];
	parameters?: WordsByParameter;
};

/** A group of operations: one file of `catalogue/operations`. */
export type ResourceWords = {
	name: string;
	value: string;
	defaultOperation: string;
	/** Words for the parameters of several of its operations. */
	parameters?: WordsByParameter;
	operations: OperationWords[];
	/** Those that are more than one action: their fields and their work are written by hand. */
	handMade?: OperationTitle[];
};

/** A field in which a thing of the account is searched for. */
export type Picker = {
	/** The node's search; without one, there is a text to enter, which something dragged replaces. */
	search?: string;
	mode: 'id' | 'name';
	placeholder: string;
	pattern: string;
	patternText: string;
};

/** All words: those for parameters everywhere stand in the order that fields are shown in. */
export type Words = {
	parameters: WordsByParameter;
	pickers: Record<string, Picker>;
	resources: ResourceWords[];
};

/** Reads `parameters.json`, `pickers.json` and every file of `operations/`. */
export function readWords({ readJson, entriesOf }: CatalogueFiles): Words {
	return {
		parameters: readJson<WordsByParameter>('parameters.json'),
		pickers: readJson<Record<string, Picker>>('pickers.json'),
		resources: entriesOf('operations').map((file) => readJson<ResourceWords>(`operations/${file}`)),
	};
}

/** A parameter of an action together with its words. */
export type Parameter = {
	/** Its name in the node. */
	name: string;
	field: ActionField;
	words: ParameterWords & { label: string };
	kind: ReturnType<typeof kindOf>;
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

/** How a value is converted: one of the kinds of the node, whose executor has a converter for each. */
function kindOf(field: ActionField, { input, picker, holds }: ParameterWords) {
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

/** The name that a key inside an object has in the item: `sub_label` and `SubLabel` -> `subLabel`. */
export function camelCase(name: string): string {
	if (name.startsWith('_')) return name;
	const joined = name.replace(/_+(.?)/g, (_, next: string) => next.toUpperCase());
	return joined.charAt(0).toLowerCase() + joined.slice(1);
}
