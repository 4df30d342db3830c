import {
	type ActionField,
	camelCase,
	collectionOf,
	type OperationPlace,
	type OperationWords,
	type Parameter,
	parametersOf,
} from '../catalogue/actions.mts';

const COLLECTIONS = {
	additionalFields: { displayName: 'Additional Fields', placeholder: 'Add Field' },
	updateFields: { displayName: 'Update Fields', placeholder: 'Add Field' },
	filters: { displayName: 'Filters', placeholder: 'Add Filter' },
} as const;

// The wording that n8n's lint rules ask for.
const HOW_MANY: Property[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

const INCLUDE_KEY: Property = {
	displayName: 'Include Callback Key',
	name: 'includeCallbackKey',
	type: 'boolean',
	default: false,
	description: 'Whether to show the callback key in the output rather than [hidden]',
};

const INCLUDE_SECRETS: Property = {
	displayName: 'Include Secrets',
	name: 'includeSecrets',
	type: 'boolean',
	default: false,
	description: 'Whether to show the txSecret of addresses in the output rather than [hidden]',
};

/** The fields of an operation as n8n shows them: notice, required ones, paging, the rest. */
export function operationProperties(place: OperationPlace): Property[] {
	const { operation } = place;
	const parameters = parametersOf(place);
	const optional = parameters.filter(({ within }) => within !== undefined);
	const collection = collectionOf(operation);
	return [
		...noticeOf(operation),
		...parameters
			.filter(({ within, words }) => within === undefined || words.lasting)
			.flatMap((parameter) =>
				parameter.words.lasting ? lastingProperties(parameter) : [parameterProperty(parameter)],
			),
		...(isLimited(operation) ? HOW_MANY : []),
		...(hasSecret(place) ? [INCLUDE_KEY] : []),
		...(operation.pushSecrets ? [INCLUDE_SECRETS] : []),
		...(optional.length === 0
			? []
			: [
					{
						...COLLECTIONS[collection],
						name: collection,
						type: 'collection',
						default: {},
						options: optional.map(optionalProperty).sort(byTitle),
					},
				]),
	];
}

/** The fields for an end: how it is said, then a length of time or a date. */
function lastingProperties(parameter: Parameter): Property[] {
	const { name, words, field, within } = parameter;
	const { label, amountLabel, amount, unit } = words.lasting!;
	const shownFor = (choice: string) => ({ show: { [`${name}By`]: [choice] } });
	const { defaultDays } = field.constraints ?? {};
	const choices = [
		...(within === undefined
			? []
			: [{ name: `After ${defaultDays} Days`, value: 'standard', description: TENCENTS_OWN }]),
		{
			name: 'After a Length of Time',
			value: 'interval',
			description: 'For so many minutes, hours or days',
		},
		{ name: 'At a Date and Time', value: 'date' },
	];
	return [
		{
			displayName: label,
			name: `${name}By`,
			type: 'options',
			default: within === undefined ? 'date' : 'standard',
			options: choices,
			description: 'How to say when it ends',
		},
		{
			displayName: amountLabel,
			name: `${name}Amount`,
			type: 'number',
			default: amount,
			required: true,
			displayOptions: shownFor('interval'),
			description: `How long it lasts${words.after ? ', from its start on' : ''}; ${mostInWords(parameter)}`,
		},
		{
			displayName: 'Unit',
			name: `${name}Unit`,
			type: 'options',
			default: unit,
			options: UNITS,
			displayOptions: shownFor('interval'),
			description: `Unit of '${amountLabel}'`,
		},
		{
			...parameterProperty({ ...parameter, within: undefined }),
			required: true,
			displayOptions: shownFor('date'),
		},
	];
}

const TENCENTS_OWN = 'As Tencent has it unless told otherwise';

const UNITS = [
	{ name: 'Days', value: 'days' },
	{ name: 'Hours', value: 'hours' },
	{ name: 'Minutes', value: 'minutes' },
];

/** An end with fields of its own stays in the collection as well: saved workflows have it there. */
function optionalProperty(parameter: Parameter): Property {
	const { name, words } = parameter;
	const property = parameterProperty(parameter);
	if (!words.lasting) return property;
	const again = `the same as 'At a Date and Time' under '${words.lasting.label}'`;
	return {
		...property,
		displayOptions: { show: { [`/${name}By`]: ['standard'] } },
		description: `${words.description}; ${again}`,
	};
}

/** How long after its start, or after now, an end may be, in seconds; by site. */
export function mostOf({ field }: Parameter): Record<string, unknown> | undefined {
	const { maxDays, maxSpanHours, cn, intl } = field.constraints ?? {};
	if (cn?.maxSpanDays !== undefined && intl?.maxSpanDays !== undefined) {
		const [china, international] = [cn.maxSpanDays * DAY, intl.maxSpanDays * DAY];
		return { china, international, ...(cn.exclusive ? { isExclusive: true } : {}) };
	}
	const seconds = maxDays === undefined ? maxSpanHours && maxSpanHours * HOUR : maxDays * DAY;
	return seconds === undefined ? undefined : { china: seconds, international: seconds };
}

const HOUR = 3600;
const DAY = 24 * HOUR;

function mostInWords({ field }: Parameter): string {
	const { maxDays, maxSpanHours, cn, intl } = field.constraints ?? {};
	if (maxDays !== undefined) return `at most ${maxDays} days`;
	if (maxSpanHours !== undefined) return `at most ${maxSpanHours} hours`;
	return `less than ${intl?.maxSpanDays} days, on the China site less than ${cn?.maxSpanDays}`;
}

const isLimited = ({ result }: OperationWords): boolean =>
	typeof result === 'object' && 'list' in result && !result.complete;

function noticeOf({ value, notice }: OperationWords): Property[] {
	if (notice === undefined) return [];
	return [{ displayName: notice, name: `${value}Notice`, type: 'notice', default: '' }];
}

/** One of n8n's INodeProperties, as a literal. */
export type Property = Record<string, unknown>;

/** The field of the node for a parameter. */
export function parameterProperty(parameter: Parameter): Property {
	const { name, words, field, within } = parameter;
	const isField = within === undefined && field.required === true && !words.emptyAsText;
	return {
		displayName: words.label,
		name,
		...inputOf(parameter),
		...(isField ? { required: true } : {}),
		...(words.placeholder && !parameter.picker ? { placeholder: words.placeholder } : {}),
		description: words.description,
	};
}

function inputOf(parameter: Parameter): Property {
	const { kind, words, picker } = parameter;
	const { choices, input } = words;
	if (picker) {
		const value = words.default;
		return { ...pickerMark(words.picker!), ...(value ? { default: { mode: 'name', value } } : {}) };
	}
	if (kind === 'object') return { type: 'collection', default: {}, ...membersOf(parameter) };
	if (kind === 'objects') return entriesInput(parameter);
	if (kind === 'list') return listInput(parameter);
	if (choices)
		return { type: 'options', default: words.default ?? choices[0]?.value, options: choices };
	if (kind === 'boolean' || kind === 'flag')
		return { type: 'boolean', default: words.default ?? true };
	if (input === 'dateTime') return { type: 'dateTime', default: words.default ?? '' };
	if (kind === 'integer' || input === 'number') return numberInput(parameter);
	const password = input === 'password' ? { typeOptions: { password: true } } : {};
	return { type: 'string', ...password, default: words.default ?? '' };
}

/** Stands for what every field with the picker has in common. */
export const pickerMark = (picker: string): Property => ({ picker });

function numberInput(parameter: Parameter): Property {
	const { min, max } = limitsOf(parameter);
	const limits = {
		...(min === undefined ? {} : { minValue: min }),
		...(max === undefined ? {} : { maxValue: max }),
	};
	return {
		type: 'number',
		...(Object.keys(limits).length > 0 ? { typeOptions: limits } : {}),
		default: parameter.words.default ?? min ?? 0,
	};
}

function listInput({ words }: Parameter): Property {
	if (words.choices)
		return { type: 'multiOptions', default: words.default ?? [], options: words.choices };
	const typeOptions = { multipleValues: true, multipleValueButtonText: words.button };
	return { type: 'string', typeOptions, default: [] };
}

function entriesInput(parameter: Parameter): Property {
	const { entry, button } = parameter.words;
	return {
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: button },
		default: {},
		options: [{ displayName: entry, name: 'entries', values: membersOf(parameter).options }],
	};
}

function membersOf({ members }: Parameter): { placeholder: string; options: Property[] } {
	return { placeholder: 'Add Field', options: members.map(parameterProperty).sort(byTitle) };
}

/** The limits of a number that hold on both sites: those of the action, else those of the words. */
export function limitsOf({ field, words }: Parameter): { min?: number; max?: number } {
	const { min = words.min, max = words.max } = field.constraints ?? {};
	return {
		...(typeof min === 'number' ? { min } : {}),
		...(typeof max === 'number' ? { max } : {}),
	};
}

/** As n8n sorts the members of a collection. */
function byTitle(a: Property, b: Property): number {
	return String(a.displayName) < String(b.displayName) ? -1 : 1;
}

/** What the node does with the answer; as `ResultSpec` of the node describes it. */
export function operationResult(place: OperationPlace): Record<string, unknown> {
	const { operation, action } = place;
	const { result } = operation;
	const beijingTimes = recordFields(place).flatMap(({ name, zone }) => (zone ? [name] : []));
	const particulars = {
		...(beijingTimes.length > 0 ? { beijingTimes } : {}),
		...(hasSecret(place) ? { hasCallbackKey: true } : {}),
		...(operation.pushSecrets ? { hasPushSecrets: true } : {}),
	};
	const identifies = (
		operation.identifies ??
		action.request.filter(({ required }) => required).map(({ name }) => name)
	).map(camelCase);
	const repeated = operation.identifies ? { identifies } : {};
	if (result === 'response') return { kind: 'response', ...repeated };
	if (typeof result === 'string') return { kind: result, identifies };
	if ('record' in result)
		return { kind: 'record', field: result.record, ...repeated, ...particulars };
	return {
		kind: 'list',
		field: result.list,
		...(result.complete ? { complete: true } : {}),
		...pagingOf(place),
		...particulars,
	};
}

/** Whether the records hold the callback key. */
function hasSecret(place: OperationPlace): boolean {
	return recordFields(place).some(({ constraints }) => constraints?.secret === true);
}

/** The members of what is put out per item, as Tencent names them. */
export function recordFields({ operation: { result }, action }: OperationPlace): ActionField[] {
	if (typeof result === 'string') return result === 'response' ? action.response : [];
	const name = 'list' in result ? result.list : result.record;
	return action.response.find((field) => field.name === name)?.fields ?? [];
}

function pagingOf({ action: { pagination } }: OperationPlace): Record<string, unknown> {
	if (!pagination) return { pageStyle: 'single' };
	if (pagination.style === 'ScrollToken') return { pageStyle: 'token' };
	const { minPageSize, maxPageSize, maxPageSizeCn, maxPageSizeIntl } = pagination;
	return {
		pageStyle: 'number',
		pageSize: {
			min: minPageSize,
			china: maxPageSizeCn ?? maxPageSize,
			international: maxPageSizeIntl ?? maxPageSize,
		},
		totalField: pagination.totalField,
		...(pagination.maxEntries ? { mostEntries: pagination.maxEntries } : {}),
	};
}
