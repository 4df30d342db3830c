import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { searchList } from '../../liveApi/searchList';

/** The most that DescribeLivePullStreamTasks gives at once. */
const PAGE_SIZE = 20;

type Task = {
	TaskId: string;
	Comment?: string;
	DomainName?: string;
	AppName?: string;
	StreamName?: string;
};

/** The pull tasks of the account, last changed first, by their comment or target. */
export async function searchPullTasks(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchList<Task>(
		this,
		{
			action: 'DescribeLivePullStreamTasks',
			listField: 'TaskInfos',
			paging: { pageSize: PAGE_SIZE, totalField: 'TotalNum' },
			toResult: (task) => ({ name: `${titleOf(task)} (${task.TaskId})`, value: task.TaskId }),
		},
		{ filter, paginationToken },
	);
}

function titleOf({ Comment, DomainName, AppName, StreamName }: Task): string {
	return Comment || [DomainName, AppName, StreamName].filter(Boolean).join('/') || 'Pull task';
}
