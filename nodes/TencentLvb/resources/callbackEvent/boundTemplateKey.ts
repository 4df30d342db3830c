import type { IExecuteFunctions } from 'n8n-workflow';

import { bindingOf } from '../../../callbackTemplate/boundRule';
import type { Port } from '../../../callbackTemplate/port';
import { readAccount } from '../../../callbackTemplate/readAccount';
import { operationError, refusalError, tryLiveApi } from '../../../liveApi';

/** Whoever sends a sample may wait while there are too many requests. */
const RATE_LIMIT_WAIT_MS = 60_000;

/**
 * The key of the callback template that is bound to the push domain (in lower case) and app, be it
 * by a rule of the app or of the whole domain.
 *
 * @throws NodeApiError where Tencent refuses, NodeOperationError where there is no template or key.
 */
export async function boundTemplateKey(
	context: IExecuteFunctions,
	{ domain, app, itemIndex }: { domain: string; app: string; itemIndex: number },
): Promise<string> {
	const port: Port = async (action, body) =>
		await tryLiveApi(context, action, body, { rateLimitWaitMs: RATE_LIMIT_WAIT_MS });
	const account = await readAccount(port);
	if (!account.ok) throw refusalError(context.getNode(), account.refusal, { itemIndex });
	const { rule, template } = bindingOf(account.found, { domain, app });
	if (template?.key) return template.key;
	const [message, description] = wordsFor({ domain, app, templateId: rule?.templateId, template });
	throw operationError(context.getNode(), message, { description, itemIndex });
}

function wordsFor({
	domain,
	app,
	templateId,
	template,
}: {
	domain: string;
	app: string;
	templateId?: number | string;
	template?: object;
}): [message: string, description: string] {
	if (templateId === undefined) {
		return [
			`${domain} with the app name "${app}" is bound to no callback template`,
			"Activate the workflow of the trigger first, or choose 'From Credential'",
		];
	}
	if (template === undefined) {
		return [
			`The callback template ${templateId} that ${domain} is bound to no longer exists`,
			"Activate the workflow of the trigger again, or choose 'From Credential'",
		];
	}
	return [
		`The callback template ${templateId} of ${domain} has no callback key`,
		'Set one in the Tencent console, under Live Stream Callback',
	];
}
