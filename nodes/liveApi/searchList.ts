import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

/** Somebody is looking at the list and waits. */
const RATE_LIMIT_WAIT_MS = 5000;

/** How a picker finds its entries. */
export type ListSearch<Entry> = {
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
 * page. Tencent can't filter that way, so pages are read until one holds a match. What Tencent
 * refuses is thrown: an empty list would read as "there is nothing".
 */
export async function searchList<Entry>(
	context: ILoadOptionsFunctions,
	{ action, body = {}, listField, paging, toResult }: ListSearch<Entry>,
	{ filter, paginationToken }: { filter?: string; paginationToken?: string },
): Promise<INodeListSearchResult> {
	// Loaded when somebody opens a list, not at n8n's start.
	const { fullSentence, refusalError, tryLiveApi } = await import('./index.ts');
	const wanted = filter?.trim().toLowerCase() ?? '';
	for (let page = Number(paginationToken ?? 1); ; page++) {
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
		if (results.length > 0) return { results, paginationToken: String(page + 1) };
	}
}
