import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { searchList } from './lists';

/** The most that DescribeLiveDomains gives at once (Tencent doc 33857). */
const DOMAINS_PER_PAGE = 100;

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
	return await searchDomainsOf(this, { filter, paginationToken, type: PUSH });
}

/** The playback domains of the account. */
export async function searchPlayDomains(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchDomainsOf(this, { filter, paginationToken, type: PLAYBACK });
}

/** Every domain of the account, with its type. */
export async function searchDomains(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchDomainsOf(this, { filter, paginationToken });
}

async function searchDomainsOf(
	context: ILoadOptionsFunctions,
	{ type, ...place }: { type?: number; filter?: string; paginationToken?: string },
): Promise<INodeListSearchResult> {
	return await searchList<Domain>(
		context,
		{
			action: 'DescribeLiveDomains',
			body: { DomainType: type },
			listField: 'DomainList',
			paging: { pageSize: DOMAINS_PER_PAGE, totalField: 'AllCount' },
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

/** The most per page that both sites allow. */
const STREAMS_PER_PAGE = 100;

type Stream = { StreamName: string; AppName: string; DomainName: string };

/** Where operations have the domain and app of a stream; no operation has two of them. */
const DOMAIN_FIELDS = ['domainName', 'pushDomainName', 'pushDomain', 'filters.domainName'];
const APP_FIELDS = ['appName', 'filters.appName'];

/** The streams that are live now, of the domain and app that are chosen already. */
export async function searchOnlineStreams(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const domain = chosen(this, DOMAIN_FIELDS)?.toLowerCase().replace(/\.$/, '');
	const app = chosen(this, APP_FIELDS);
	return await searchList<Stream>(
		this,
		{
			action: 'DescribeLiveStreamOnlineList',
			body: { DomainName: domain || undefined, AppName: app },
			listField: 'OnlineInfo',
			paging: { pageSize: STREAMS_PER_PAGE, totalField: 'TotalNum' },
			toResult: ({ StreamName, AppName, DomainName }) => ({
				name: domain && app ? StreamName : `${StreamName} (${DomainName}/${AppName})`,
				value: StreamName,
			}),
		},
		{ filter, paginationToken },
	);
}

/** What the first of the fields holds that holds something. */
function chosen(context: ILoadOptionsFunctions, fields: string[]): string | undefined {
	return fields.map((field) => textIn(context, field)).find((text) => text !== '');
}

// The value of a picker is taken out here: n8n's own `extractValue` throws where the operation does
// not have the field. What an expression will give can't be known here.
function textIn(context: ILoadOptionsFunctions, field: string): string {
	const entered: unknown = context.getCurrentNodeParameter(field);
	const value = (entered as { value?: unknown } | undefined)?.value ?? entered;
	return typeof value === 'string' && !value.startsWith('=') ? value.trim() : '';
}

/** The most that DescribeLivePullStreamTasks gives at once. */
const TASKS_PER_PAGE = 20;

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
			paging: { pageSize: TASKS_PER_PAGE, totalField: 'TotalNum' },
			toResult: (task) => ({ name: `${titleOf(task)} (${task.TaskId})`, value: task.TaskId }),
		},
		{ filter, paginationToken },
	);
}

function titleOf({ Comment, DomainName, AppName, StreamName }: Task): string {
	return Comment || [DomainName, AppName, StreamName].filter(Boolean).join('/') || 'Pull task';
}

type Template = { TemplateId: number | string; TemplateName?: string };

/** The callback templates of the account. */
export async function searchCallbackTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchTemplates(this, 'DescribeLiveCallbackTemplates', filter);
}

/** The recording templates of the account for standard live. */
export async function searchRecordingTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchTemplates(this, 'DescribeLiveRecordTemplates', filter);
}

/** The screenshot templates of the account. */
export async function searchSnapshotTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchTemplates(this, 'DescribeLiveSnapshotTemplates', filter);
}

// Templates are found by their number as well: consoles and logs often show nothing else.
async function searchTemplates(
	context: ILoadOptionsFunctions,
	action: string,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchList<Template>(
		context,
		{
			action,
			listField: 'Templates',
			toResult: ({ TemplateId, TemplateName }) => ({
				name: TemplateName ? `${TemplateName} (${TemplateId})` : String(TemplateId),
				value: String(TemplateId),
			}),
		},
		{ filter },
	);
}
