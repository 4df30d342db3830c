import type { IWebhookFunctions } from 'n8n-workflow';

import type { Port } from '../../callbackTemplate/port';
import { readAccount } from '../../callbackTemplate/readAccount';
import { templateName } from '../../callbackTemplate/templateNote';
import { fullSentence, tryLiveApi } from '../../liveApi';
import { readSettings } from '../registration/settings';
import { readState } from '../registration/state';
import { withoutRetry } from '../registration/trouble';
import { templateKeyOf } from './templateKeyOf';
import type { KeyReading } from './templateKeyOf';

/** Tencent waits 20 s for the answer to a callback; n8n needs its share of them. */
const WITHIN_MS = 8_000;
const CALL_TIMEOUT_MS = 5_000;

/** Reads the key of the callback template that the node is registered in. Never rejects. */
export async function readTemplateKey(context: IWebhookFunctions): Promise<KeyReading> {
	try {
		return await Promise.race([read(context), slow(AbortSignal.timeout(WITHIN_MS))]);
	} catch {
		return UNREADABLE;
	}
}

async function read(context: IWebhookFunctions): Promise<KeyReading> {
	const { domain, app, existing } = readSettings(context);
	const port: Port = async (action, body) =>
		await tryLiveApi(context, action, body, { timeoutMs: CALL_TIMEOUT_MS, attempts: 1 });
	const account = await readAccount(port);
	if (!account.ok) {
		const reason = withoutRetry(fullSentence(account.refusal));
		const text = `The callback key could not be read again: ${reason}`;
		return { ok: false, text };
	}
	const { registeredUrl } = readState(context.getWorkflowStaticData('node'));
	const addresses = [context.getNodeWebhookUrl('default'), registeredUrl];
	return templateKeyOf(account.found, {
		domain,
		app,
		addresses: addresses.filter((address) => address !== undefined),
		templateName: templateName(context.getInstanceId(), { domain, app }),
		joins: existing === 'join',
	});
}

const slow = async (timeout: AbortSignal): Promise<KeyReading> =>
	await new Promise((resolve) => timeout.addEventListener('abort', () => resolve(SLOW)));

const SLOW: KeyReading = {
	ok: false,
	text: 'The callback key could not be read again: Tencent Cloud took too long to answer. It sends the event again.',
};

const UNREADABLE: KeyReading = {
	ok: false,
	text: "The callback key could not be read again: a parameter of the trigger can't be evaluated. Correct its expression.",
};
