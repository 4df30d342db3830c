import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { searchList } from '../../liveApi/searchList';

type Template = { TemplateId: number | string; TemplateName?: string };

/** The callback templates of the account. */
export async function searchCallbackTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, 'DescribeLiveCallbackTemplates', filter);
}

/** The recording templates of the account for standard live. */
export async function searchRecordingTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, 'DescribeLiveRecordTemplates', filter);
}

/** The screenshot templates of the account. */
export async function searchSnapshotTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, 'DescribeLiveSnapshotTemplates', filter);
}

// Templates are found by their number as well: consoles and logs often show nothing else.
async function search(
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
