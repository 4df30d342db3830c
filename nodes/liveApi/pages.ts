import { callLiveApi, type ThrowingCallOptions } from './callLiveApi';
import type { LiveApiContext } from './context';

export type PageOptions = ThrowingCallOptions & {
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
