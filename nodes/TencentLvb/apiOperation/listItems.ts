import type { IExecuteFunctions } from 'n8n-workflow';

import { pages, siteOf } from '../../liveApi';
import type { OutputItem } from '../resources/operation';
import { hideCallbackKey } from './hideCallbackKey';
import type { Body } from './readBody';
import { refuseInput } from './refuseInput';
import type { ListSpec } from './spec';
import { showsSecrets, toItem } from './toItem';

/** More per page would save no time, but hold the text of a whole page in memory. */
const LARGEST_PAGE = 5000;

type List = { body: Body; result: ListSpec; itemIndex: number };

/**
 * One item per entry, up to what was asked for. Each entry is converted as it arrives, so that no
 * more than one page of answers is in memory beside the items.
 *
 * @throws NodeApiError where a page is refused.
 */
export async function listItems(
	context: IExecuteFunctions,
	action: string,
	{ body, result, itemIndex }: List,
): Promise<OutputItem[]> {
	const wanted = result.complete ? Infinity : limitOf(context, itemIndex);
	const limit = Math.min(wanted, result.mostEntries ?? Infinity);
	const shown = { showsSecrets: showsSecrets(context, result, { itemIndex }) };
	const items: OutputItem[] = [];
	const entries = pages<object>(context, action, body, {
		listField: result.field,
		pageStyle: result.pageStyle,
		pageSize: await pageSizeOf(context, result, limit),
		totalField: result.totalField,
		limit,
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
	throw refuseInput(
		context,
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
	const most = china === international ? china : (await isChina(context)) ? china : international;
	return Math.min(Math.max(limit, min), most, LARGEST_PAGE);
}

// Without a credential, the call itself says what is to be done.
async function isChina(context: IExecuteFunctions): Promise<boolean> {
	try {
		return (await siteOf(context)) === 'china';
	} catch {
		return false;
	}
}

function tellOfTheRest(context: IExecuteFunctions, count: number): void {
	context.addExecutionHints({
		message: `Tencent gives ${count} entries of this list at most: there may be more. Choose a shorter period or narrower filters to reach them.`,
		location: 'outputPane',
		type: 'warning',
	});
}
