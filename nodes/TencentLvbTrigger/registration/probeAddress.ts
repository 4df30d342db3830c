import type { IHookFunctions } from 'n8n-workflow';

import { askAddress } from '../../callbackTemplate/askAddress';

/**
 * Expects a trigger's refusal from the node's own address. Says what came instead, as the end of a
 * sentence; undefined if that.
 */
export async function probeAddress(
	context: IHookFunctions,
	url: string,
): Promise<string | undefined> {
	const answer = await askAddress(context, url);
	if (answer.kind === 'trigger') return undefined;
	if (answer.kind === 'none') return `there is no answer (${answer.code})`;
	if (answer.kind === 'unregistered') return 'n8n knows no such webhook';
	if (answer.kind !== 'other') return 'n8n does not take callbacks there';
	return answer.redirects
		? 'the answer is a redirect to another address, which Tencent does not follow'
		: `something else answers there (HTTP ${answer.status})`;
}
