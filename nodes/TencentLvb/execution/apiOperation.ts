import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { camelCase, copyJson, type CopyRules, tencentName } from '../../json/copy';
import { HIDDEN, hideQuerySecrets, hideSecrets } from '../../json/secrets';
import { isContainer } from '../../json/values';
import { callLiveApi } from '../../liveApi/call';
import { knownSite } from '../../liveApi/transport';
import { operationError } from '../../liveApi/exception';
import { pages } from '../../liveApi/lists';
import { readBody } from '../input/body';
import { farEnd, untilOf } from '../input/lasting';
import { inTurn, laidInto, noSuchEntry, readThing } from './update';
import type {
	Body,
	ListSpec,
	OperationSpec,
	OutputItem,
	ParameterSpec,
	Prepare,
	ResultSpec,
} from '../operation';

type Item = { spec: OperationSpec; prepare?: Prepare; entered: Body; itemIndex: number };

/** Does the work of an operation on one item: reads its fields, asks Tencent, makes the result. */
export async function execute(
	context: IExecuteFunctions,
	itemIndex: number,
	{ spec, prepare }: { spec: OperationSpec; prepare?: Prepare },
): Promise<OutputItem[]> {
	const now = Date.now();
	const entered = readBody(context, spec.parameters, { itemIndex, now });
	const far = await farEnd(context, spec.parameters, { body: entered, now });
	if (far !== undefined) throw operationError(context.getNode(), far, { itemIndex });
	const item = { spec, prepare, entered, itemIndex };
	const thing = changedThing(spec, entered);
	if (thing === undefined) return await ask(context, item);
	return await inTurn(thing, async () => await ask(context, item));
}

async function ask(
	context: IExecuteFunctions,
	{ spec, prepare, entered, itemIndex }: Item,
): Promise<OutputItem[]> {
	const { reads, region, result, tencentAction } = spec;
	await assertSite(context, spec, { body: entered, itemIndex });
	const found = reads && (await readThing(context, { reads, entered, itemIndex }));
	const whole = found ? laidInto(found, entered, spec.parameters) : entered;
	const body = prepare ? await prepare(whole, { context, itemIndex, entered, found }) : whole;
	if (result.kind === 'list') {
		return await listItems(context, tencentAction, { body, result, region, itemIndex });
	}
	const response = await callLiveApi(context, tencentAction, body, { region, itemIndex });
	// Without an end Tencent's standard counts from when it has the request, which the pace may put off.
	const until = untilOf(spec.parameters, { body: entered, now: Date.now() });
	return [{ json: resultItem(context, response, { result, body: entered, until, itemIndex }) }];
}

/** Names what an operation changes; undefined where it changes nothing that is there already. */
function changedThing({ result, tencentAction }: OperationSpec, entered: Body): string | undefined {
	if (result.kind !== 'success' && result.kind !== 'deleted') return undefined;
	const identity = result.identifies.map((name) => String(entered[tencentName(name)]));
	return JSON.stringify([tencentAction, ...identity]);
}

/**
 * Lets through what the site of the credential knows.
 *
 * @throws NodeOperationError that names what only the China site has.
 */
async function assertSite(
	context: IExecuteFunctions,
	spec: OperationSpec,
	{ body, itemIndex }: { body: Body; itemIndex: number },
): Promise<void> {
	const labels = chinaOnlyLabels(spec.parameters, body);
	if (!spec.chinaOnly && labels.length === 0) return;
	if ((await knownSite(context)) !== 'international') return;
	const [what, nextStep] = spec.chinaOnly
		? [`The operation '${spec.name}' is there`, 'Choose another operation']
		: [`${labels.map((label) => `'${label}'`).join(', ')} can be set`, 'Leave it empty'];
	throw operationError(
		context.getNode(),
		{
			message: `${what} on Tencent's China site only`,
			nextStep: `${nextStep}, or a credential whose 'Site' is China where the account is one of that site.`,
		},
		{ itemIndex },
	);
}

function chinaOnlyLabels(parameters: readonly ParameterSpec[], body: Body): string[] {
	return parameters.flatMap(({ name, label, chinaOnly, members = [] }) => {
		const value = body[tencentName(name)];
		if (value === undefined) return [];
		if (chinaOnly) return [label];
		const objects = (Array.isArray(value) ? value : [value]) as Body[];
		return objects.flatMap((entry) => chinaOnlyLabels(members, entry));
	});
}

/** More per page would save no time, but hold the text of a whole page in memory. */
const LARGEST_PAGE = 5000;

type List = { body: Body; result: ListSpec; region?: string; itemIndex: number };

/**
 * One item per entry, up to what was asked for. Each entry is converted as it arrives, so that no
 * more than one page of answers is in memory beside the items.
 *
 * @throws NodeApiError where a page is refused.
 */
async function listItems(
	context: IExecuteFunctions,
	action: string,
	{ body, result, region, itemIndex }: List,
): Promise<OutputItem[]> {
	const wanted = result.complete ? Infinity : limitOf(context, itemIndex);
	const limit = Math.min(wanted, result.mostEntries ?? Infinity);
	const { beijingTimes } = result;
	const shown = { showsSecrets: showsSecrets(context, result, { itemIndex }), beijingTimes };
	const items: OutputItem[] = [];
	const entries = pages<object>(context, action, body, {
		listField: result.field,
		pageStyle: result.pageStyle,
		pageSize: await pageSizeOf(context, result, limit),
		totalField: result.totalField,
		limit,
		region,
		itemIndex,
	});
	for await (const entry of entries) {
		const record = toItem(entry, shown);
		const json = result.hasCallbackKey ? hideCallbackKey(context, record, { itemIndex }) : record;
		items.push({ json });
	}
	if (items.length === result.mostEntries && wanted > items.length)
		tellOfTheRest(context, items.length);
	return items;
}

function limitOf(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter('returnAll', itemIndex, false) === true) return Infinity;
	const limit = Number(context.getNodeParameter('limit', itemIndex, 50));
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw operationError(
		context.getNode(),
		{
			message: "'Limit' must be a whole number of at least 1",
			nextStep: "Correct it, or turn 'Return All' on",
		},
		{ itemIndex },
	);
}

async function pageSizeOf(
	context: IExecuteFunctions,
	{ pageSize }: ListSpec,
	limit: number,
): Promise<number | undefined> {
	if (pageSize === undefined) return undefined;
	const { min, china, international } = pageSize;
	const most = (await knownSite(context)) === 'china' ? china : international;
	return Math.min(Math.max(limit, min), most, LARGEST_PAGE);
}

function tellOfTheRest(context: IExecuteFunctions, count: number): void {
	context.addExecutionHints({
		message: `Tencent gives ${count} entries of this list at most: there may be more. Choose a shorter period or narrower filters to reach them.`,
		location: 'outputPane',
		type: 'warning',
	});
}

interface Result {
	result: Exclude<ResultSpec, ListSpec>;
	body: Body;
	until: { until?: string };
	itemIndex: number;
}

/**
 * The item of an answer that is no list.
 *
 * @throws NodeOperationError where there is no record.
 */
function resultItem(
	context: IExecuteFunctions,
	response: Record<string, unknown> & { RequestId: string },
	{ result, body, until, itemIndex }: Result,
): IDataObject {
	const identity = { ...identityOf(result.identifies ?? [], body), ...until };
	switch (result.kind) {
		case 'response':
			return { ...identity, ...toItem(response) };
		case 'record': {
			const record = response[result.field];
			if (!isContainer(record)) {
				throw operationError(context.getNode(), noSuchEntry(response), { itemIndex });
			}
			const { beijingTimes } = result;
			const shown = { showsSecrets: showsSecrets(context, result, { itemIndex }), beijingTimes };
			const item = { ...identity, ...toItem(record, shown) };
			return result.hasCallbackKey ? hideCallbackKey(context, item, { itemIndex }) : item;
		}
		default:
			return { [result.kind]: true, ...identity, requestId: response.RequestId };
	}
}

// Ids that a number can't hold exactly are texts in the output.
function identityOf(names: readonly string[], body: Body): IDataObject {
	const entries = names
		.map((name) => [name, body[tencentName(name)]] as const)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => [name, typeof value === 'bigint' ? String(value) : value]);
	return Object.fromEntries(entries) as IDataObject;
}

const HIDING: CopyRules = {
	rename: camelCase,
	known: new Map(),
	text: (text, name) => (name === 'StreamParam' ? hideQuerySecrets(text) : hideSecrets(text)),
};

type Shown = { showsSecrets?: boolean; beijingTimes?: readonly string[] };

/**
 * A copy with the names of its fields in camel case. Push secrets are hidden, in addresses and
 * elsewhere, unless they were asked for. A time in Beijing's says so.
 */
function toItem(record: object, { showsSecrets, beijingTimes = [] }: Shown = {}): IDataObject {
	const item = (showsSecrets ? renamed(record) : copyJson(record, '', HIDING)) as IDataObject;
	for (const name of beijingTimes.map(camelCase)) {
		const time = item[name];
		if (typeof time === 'string' && ZONELESS.test(time)) {
			item[name] = `${time.replace(' ', 'T')}+08:00`;
		}
	}
	return item;
}

const ZONELESS = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** Whether the records of this operation are to show push secrets: 'Include Secrets' is on. */
function showsSecrets(
	context: IExecuteFunctions,
	{ hasPushSecrets }: Pick<ListSpec, 'hasPushSecrets'>,
	{ itemIndex }: { itemIndex: number },
): boolean {
	if (!hasPushSecrets) return false;
	return context.getNodeParameter('includeSecrets', itemIndex, false) === true;
}

function renamed(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(renamed);
	if (!isContainer(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [camelCase(key), renamed(entry)]),
	);
}

/** Hides the callback key of a record unless 'Include Callback Key' is on; an empty one stays. */
function hideCallbackKey(
	context: IExecuteFunctions,
	record: IDataObject,
	{ itemIndex }: { itemIndex: number },
): IDataObject {
	if (!record.callbackKey) return record;
	if (context.getNodeParameter('includeCallbackKey', itemIndex, false) === true) return record;
	return { ...record, callbackKey: HIDDEN };
}
