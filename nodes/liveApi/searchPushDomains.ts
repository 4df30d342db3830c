import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { callLiveApi } from './callLiveApi';

/** The most that DescribeLiveDomains gives at once (Tencent doc 33857). */
const PAGE_SIZE = 100;

const PUSH = 0;
const DISABLED = 0;

type DomainPage = {
	AllCount: number;
	DomainList?: Array<{ Name: string; Status: number }> | null;
};

/**
 * Finds push domains of the account whose name contains the filter; the token is the number of the
 * next page. Tencent can only filter by the beginning of a name, so pages are read until one holds
 * a match. What Tencent refuses is thrown: an empty list would read as "no domains".
 */
export async function searchPushDomains(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const wanted = filter?.trim().toLowerCase() ?? '';
	for (let page = Number(paginationToken ?? 1); ; page++) {
		const body = { DomainType: PUSH, PageSize: PAGE_SIZE, PageNum: page };
		const { AllCount, DomainList } = await callLiveApi<DomainPage>(
			this,
			'DescribeLiveDomains',
			body,
		);
		const domains = DomainList ?? [];
		const isLast = domains.length === 0 || page * PAGE_SIZE >= AllCount;
		const results = domains
			.filter(({ Name }) => Name.toLowerCase().includes(wanted))
			.map(({ Name, Status }) => ({
				name: Status === DISABLED ? `${Name} (disabled)` : Name,
				value: Name,
			}));
		if (isLast) return { results };
		if (results.length > 0) return { results, paginationToken: String(page + 1) };
	}
}
