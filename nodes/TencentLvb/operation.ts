import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/** What an operation gives back; the router adds `pairedItem`. */
export type OutputItem = Pick<INodeExecutionData, 'json' | 'binary'>;

/** An operation's entry in the list. */
export interface OperationTitle {
	name: string;
	value: string;
	/** Sentence case with the resource, as the node panel lists it. */
	action: string;
	description: string;
}

/** One operation: its entry in the list, its fields and its work on one item. */
export interface Operation extends OperationTitle {
	/** Shown for this operation only; conditions among its own fields go into `displayOptions`. */
	properties: INodeProperties[];
	/** Items that are worked on at once; a few unless given. */
	atOnce?: number;
	/** @throws NodeApiError or NodeOperationError with the item's index and the next step. */
	execute(context: IExecuteFunctions, itemIndex: number): Promise<OutputItem[]>;
}

/** A group of operations, in the order of use. */
export interface Resource {
	name: string;
	value: string;
	operations: readonly Operation[];
	/** The value of the operation that a new node begins with. */
	defaultOperation: string;
}

/** A request, with Tencent's names. */
export type Body = Record<string, unknown>;

/** How a value of the node becomes one of the request. */
export type Kind =
	| 'text'
	| 'domain'
	/** A part of the path that streams are pushed to. */
	| 'appName'
	| 'streamName'
	/** A COS bucket, without the number of its account. */
	| 'bucket'
	| 'callbackKey'
	/** An integer of up to 64 bits. */
	| 'id'
	| 'integer'
	| 'boolean'
	/** A boolean that goes out as 0 or 1. */
	| 'flag'
	/** A date that goes out as YYYY-MM-DDThh:mm:ssZ. */
	| 'utcTime'
	/** A date that goes out as seconds since 1970. */
	| 'unixTime'
	| 'list'
	| 'object'
	| 'objects';

/** One parameter of an action. Tencent's name is `name` with an upper-case first letter. */
export interface ParameterSpec {
	name: string;
	/** The name that people read. */
	label: string;
	kind: Kind;
	/** Collection of the node that it stands in; a field of its own where there is none. */
	within?: 'additionalFields' | 'updateFields' | 'filters';
	required?: boolean;
	/** Nothing entered goes out as an empty text. */
	emptyAsText?: boolean;
	/** Unknown to the international site. */
	chinaOnly?: boolean;
	min?: number;
	max?: number;
	maxBytes?: number;
	maxItems?: number;
	/** A date that must not have passed. */
	future?: boolean;
	/** Of a list: what its entries are, where there is a rule for them. */
	entries?: 'domain' | 'appName' | 'streamName';
	/** Of a bucket: the parameter with the number of its account. */
	account?: string;
	/** The parameter whose date this one's has to follow. */
	after?: string;
	/** Of an end: a length of time can be entered in place of the date. */
	lasting?: LastingSpec;
	/**
	 * Of an end: how many seconds after its start, or after now, it may be on each site; less than
	 * these where they are exclusive.
	 */
	most?: { china: number; international: number; isExclusive?: boolean };
	/** Of an object, or of each entry of a list of objects. */
	members?: readonly ParameterSpec[];
}

/**
 * How an end is entered: '<name>By' tells whether it is the date under the parameter's own name, or
 * '<name>Amount' of '<name>Unit' after the start.
 */
export interface LastingSpec {
	/** The name that people read of the length. */
	label: string;
	/** Days after which Tencent lets it end where nothing is said: then that is a third way. */
	standardDays?: number;
}

/** Tencent's lists come at once, by number of page, or each page with a token for the next. */
export interface ListSpec {
	kind: 'list';
	/** Member of the answer that holds the entries. */
	field: string;
	pageStyle: 'single' | 'token' | 'number';
	/** Entries per page that each site allows. */
	pageSize?: { min: number; china: number; international: number };
	totalField?: string;
	/** How many entries can be reached at all. */
	mostEntries?: number;
	/** All entries are put out: there is no limit to set. */
	complete?: boolean;
	hasCallbackKey?: boolean;
	/** Fields that Tencent writes in Beijing's time without saying so. */
	beijingTimes?: readonly string[];
	/** Entries hold addresses with push secrets, which 'Include Secrets' shows. */
	hasPushSecrets?: boolean;
}

/** What is put out: the answer, one member of it, each entry of a list, or that it was done. */
export type ResultSpec =
	| { kind: 'response'; identifies?: readonly string[] }
	| ({ kind: 'record'; field: string; identifies?: readonly string[] } & Pick<
			ListSpec,
			'hasCallbackKey' | 'hasPushSecrets' | 'beijingTimes'
	  >)
	| { kind: 'deleted' | 'success'; identifies: readonly string[] }
	| ListSpec;

/** How the thing that an update changes is read beforehand. */
export interface ReadSpec {
	action: string;
	/** The parameter that says which thing it is, for reading as for changing. */
	by: string;
	/** Member of the answer that holds the thing, or the list that it is the entry of. */
	field: string;
	isList?: boolean;
}

/** An operation that is an action of the live API. */
export interface OperationSpec extends OperationTitle {
	tencentAction: string;
	/** Calls a second that Tencent takes of it. */
	ratePerSecond: number;
	/** Unknown to the international site. */
	chinaOnly?: boolean;
	/** The region that a call names; most actions need none. */
	region?: string;
	/** Of an update: what is there is read first and goes back whole, with the changes laid into it. */
	reads?: ReadSpec;
	result: ResultSpec;
	parameters: readonly ParameterSpec[];
	properties: INodeProperties[];
}

/** A group of operations. */
export interface ResourceSpec {
	title: string;
	value: string;
	defaultOperation: string;
	operations: Readonly<Record<string, OperationSpec>>;
	/** What people read about those that are written by hand. */
	handMade?: Readonly<Record<string, OperationTitle>>;
}

/** Where a request comes from. */
export interface Origin {
	context: IExecuteFunctions;
	itemIndex: number;
	/** What the item asks for, before anything that was read is put around it. */
	entered: Body;
	/** Of an update: the thing as Tencent gave it. */
	found?: Body;
}

/** Changes the body of a request before it goes out, or refuses it by throwing. */
export type Prepare = (body: Body, origin: Origin) => Body | Promise<Body>;
