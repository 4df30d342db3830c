import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { ThrowingCallOptions } from './call';
import type { LiveApiContext } from './transport';

/** Somebody is looking at the list and waits. */
const RATE_LIMIT_WAIT_MS = 5000;

/** About a second; an account may have hundreds of pages. */
const PAGES_AT_ONCE = 5;

/** How a picker finds its entries. */
type ListSearch<Entry> = {
	action: string;
	/** Narrows the list down beforehand. */
	body?: object;
	listField: string;
	/** Where the list comes in pages: the most entries of one, and the member that counts all. */
	paging?: { pageSize: number; totalField: string };
	toResult(entry: Entry): INodeListSearchItems;
};

/**
 * Finds the entries whose name contains the filter in any case; the token is the number of the next
 * page. Tencent can't filter that way, so a few pages are read until one holds a match. Where none
 * does, an entry that chooses nothing says so: n8n shows an empty page as "no results" and, while
 * there is a filter, does not ask for the next one. What Tencent refuses is thrown: an empty list
 * would read as "there is nothing".
 */
export async function searchList<Entry>(
	context: ILoadOptionsFunctions,
	{ action, body = {}, listField, paging, toResult }: ListSearch<Entry>,
	{ filter, paginationToken }: { filter?: string; paginationToken?: string },
): Promise<INodeListSearchResult> {
	// Loaded when somebody opens a list, not at n8n's start.
	const { tryLiveApi } = await import('./call.ts');
	const { fullSentence } = await import('./refusal.ts');
	const wanted = filter?.trim().toLowerCase() ?? '';
	const first = Number(paginationToken ?? 1);
	for (let page = first; ; page++) {
		const place = paging ? { PageSize: paging.pageSize, PageNum: page } : {};
		const result = await tryLiveApi(
			context,
			action,
			{ ...body, ...place },
			{ rateLimitWaitMs: RATE_LIMIT_WAIT_MS },
		);
		if (!result.ok) {
			const { refusal } = result;
			// A picker shows the message alone, so it says what to do as well.
			const { refusalError } = await import('./exception.ts');
			throw refusalError(context.getNode(), { ...refusal, message: fullSentence(refusal) });
		}
		const { response } = result;
		const entries = (response[listField] ?? []) as Entry[];
		const results = entries.map(toResult).filter(({ name }) => name.toLowerCase().includes(wanted));
		const isLast =
			paging === undefined ||
			entries.length === 0 ||
			page * paging.pageSize >= Number(response[paging.totalField]);
		if (isLast) return { results };
		const next = String(page + 1);
		if (results.length > 0) return { results, paginationToken: next };
		if (page - first + 1 >= PAGES_AT_ONCE) {
			const name = `None of the first ${page * paging.pageSize} matches: enter more of the name, or narrow the list down with the fields above`;
			return { results: [{ name, value: '' }], paginationToken: next };
		}
	}
}

type PageOptions = ThrowingCallOptions & {
	/** Member of the response that holds the entries. */
	listField: string;
	/** `number`: PageNum and PageSize; `token`: ScrollToken; `single`: everything comes at once. */
	pageStyle: 'number' | 'token' | 'single';
	/** Entries per page for `number`, within what the action allows; default 100. */
	pageSize?: number;
	/** Member of the response that counts all entries, for `number`. */
	totalField?: string;
	/** How many entries to yield at most; all where it is left out. */
	limit?: number;
};

type Page = Record<string, unknown>;

const PAGE_SIZE = 100;

/** Tencent's smallest largest page number; also ends a list that repeats itself. */
const LAST_PAGE = 100_000;

/**
 * The entries of a list, page after page as they are asked for.
 *
 * @throws NodeApiError where a call is refused; entries yielded before stay valid.
 */
export async function* pages<Entry>(
	context: LiveApiContext,
	action: string,
	body: object,
	{
		listField,
		pageStyle,
		pageSize = PAGE_SIZE,
		totalField,
		limit = Infinity,
		...options
	}: PageOptions,
): AsyncGenerator<Entry, void, undefined> {
	// Loaded when a list is asked for: n8n loads this file at its start, for the pickers.
	const { callLiveApi } = await import('./call.ts');
	let yielded = 0;
	let place: Page = pageStyle === 'number' ? { PageNum: 1, PageSize: pageSize } : {};
	for (let page = 1; yielded < limit && page <= LAST_PAGE; page++) {
		const response = await callLiveApi<Page>(context, action, { ...body, ...place }, options);
		const entries = (response[listField] ?? []) as Entry[];
		for (const entry of entries.slice(0, limit - yielded)) yield entry;
		yielded += entries.length;

		if (pageStyle === 'number') {
			const total = totalField === undefined ? undefined : Number(response[totalField]);
			const isLast = total === undefined ? entries.length < pageSize : yielded >= total;
			if (isLast || entries.length === 0) return;
			place = { PageNum: page + 1, PageSize: pageSize };
		} else {
			const token = response.ScrollToken;
			if (pageStyle === 'single' || typeof token !== 'string' || token === '') return;
			place = { ScrollToken: token };
		}
	}
}
