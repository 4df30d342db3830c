import type { IExecuteFunctions } from 'n8n-workflow';

import { operationError } from '../../../liveApi/exception';
import { callLiveApi } from '../../../liveApi';

type Rule = { DomainName: string; AppName: string; TemplateId: number };

/**
 * The key of the callback template that is bound to the push domain and app.
 *
 * @throws NodeApiError where Tencent refuses, NodeOperationError where there is no template or key.
 */
export async function boundTemplateKey(
	context: IExecuteFunctions,
	{ domain, app, itemIndex }: { domain: string; app: string; itemIndex: number },
): Promise<string> {
	const { Rules } = await callLiveApi<{ Rules?: Rule[] | null }>(
		context,
		'DescribeLiveCallbackRules',
		{},
		{ itemIndex },
	);
	const rule = Rules?.find(
		({ DomainName, AppName }) =>
			DomainName.toLowerCase() === domain.toLowerCase() && AppName === app,
	);
	if (rule === undefined) {
		throw operationError(
			context.getNode(),
			`${domain} with the app name "${app}" is bound to no callback template`,
			{
				description: "Activate the workflow of the trigger first, or choose 'From Credential'",
				itemIndex,
			},
		);
	}
	const { Template } = await callLiveApi<{ Template: { CallbackKey?: string | null } }>(
		context,
		'DescribeLiveCallbackTemplate',
		{ TemplateId: rule.TemplateId },
		{ itemIndex },
	);
	if (Template.CallbackKey) return Template.CallbackKey;
	throw operationError(
		context.getNode(),
		`The callback template ${rule.TemplateId} of ${domain} has no callback key`,
		{ description: 'Set one in the Tencent console, under Live Stream Callback', itemIndex },
	);
}
