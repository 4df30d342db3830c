import type { Catalogue } from './catalogue.mts';

/** A value that can be chosen, with its name for people. */
export type Choice = { value: string | number; name: string; description?: string };

/** What people read about a parameter, and how they enter it. */
export type ParameterWords = {
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

export type WordsByParameter = Record<string, ParameterWords>;

/** What an operation puts out; lists come page by page, or `complete` without a limit to set. */
export type ResultWords =
	| 'response'
	| 'deleted'
	| 'success'
	| { record: string }
	| { list: string; complete?: boolean };

/** What an update reads first, so that it can send it back whole. */
export type ReadWords = {
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

/** One operation that is an action of the live API. */
export type OperationWords = {
	value: string;
	name: string;
	action: string;
	description: string;
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
};

/** A field in which a thing of the account is searched for. */
export type Picker = {
	search: string;
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
export async function readWords({ readJson, entriesOf }: Catalogue): Promise<Words> {
	const files = await entriesOf('operations');
	return {
		parameters: await readJson<WordsByParameter>('parameters.json'),
		pickers: await readJson<Record<string, Picker>>('pickers.json'),
		resources: await Promise.all(
			files.map((file) => readJson<ResourceWords>(`operations/${file}`)),
		),
	};
}
