import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { searchList } from '../../liveApi/searchList';

/** The most per page that both sites allow. */
const PAGE_SIZE = 100;

type Stream = { StreamName: string; AppName: string; DomainName: string };

/** The streams that are live now, of the domain and app that are chosen already. */
export async function searchOnlineStreams(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const domain = chosen(this, 'domainName')?.toLowerCase().replace(/\.$/, '');
	const app = chosen(this, 'appName');
	return await searchList<Stream>(
		this,
		{
			action: 'DescribeLiveStreamOnlineList',
			body: { ...(domain ? { DomainName: domain } : {}), ...(app ? { AppName: app } : {}) },
			listField: 'OnlineInfo',
			paging: { pageSize: PAGE_SIZE, totalField: 'TotalNum' },
			toResult: ({ StreamName, AppName, DomainName }) => ({
				name: domain && app ? StreamName : `${StreamName} (${DomainName}/${AppName})`,
				value: StreamName,
			}),
		},
		{ filter, paginationToken },
	);
}

// What an expression will give can't be known here.
function chosen(context: ILoadOptionsFunctions, name: string): string | undefined {
	const value = context.getCurrentNodeParameter(name, { extractValue: true });
	const text = typeof value === 'string' && !value.startsWith('=') ? value.trim() : '';
	return text === '' ? undefined : text;
}
