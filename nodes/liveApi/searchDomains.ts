import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { searchList } from './searchList';

/** The most that DescribeLiveDomains gives at once (Tencent doc 33857). */
const PAGE_SIZE = 100;

const PUSH = 0;
const PLAYBACK = 1;
const DISABLED = 0;

type Domain = { Name: string; Type: number; Status: number };

/** The push domains of the account. */
export async function searchPushDomains(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await search(this, { filter, paginationToken, type: PUSH });
}

/** The playback domains of the account. */
export async function searchPlayDomains(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await search(this, { filter, paginationToken, type: PLAYBACK });
}

/** Every domain of the account, with its type. */
export async function searchDomains(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await search(this, { filter, paginationToken });
}

async function search(
	context: ILoadOptionsFunctions,
	{ type, ...place }: { type?: number; filter?: string; paginationToken?: string },
): Promise<INodeListSearchResult> {
	return await searchList<Domain>(
		context,
		{
			action: 'DescribeLiveDomains',
			body: type === undefined ? {} : { DomainType: type },
			listField: 'DomainList',
			paging: { pageSize: PAGE_SIZE, totalField: 'AllCount' },
			toResult: ({ Name, Type, Status }) => {
				const remarks = [
					...(type === undefined ? [Type === PUSH ? 'push' : 'playback'] : []),
					...(Status === DISABLED ? ['disabled'] : []),
				];
				return { name: remarks.length > 0 ? `${Name} (${remarks.join(', ')})` : Name, value: Name };
			},
		},
		place,
	);
}
