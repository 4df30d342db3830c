import type { IHookFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { ANSWERS } from '../callback';

const TIMEOUT_MS = 10_000;

/**
 * Sends an unsigned request to the node's own address, by the way that Tencent's would take, and
 * expects the node's own refusal, which starts nothing. Says what came instead; undefined if that.
 */
export async function probeAddress(
	context: IHookFunctions,
	url: string,
): Promise<string | undefined> {
	try {
		const response = (await context.helpers.httpRequest({
			method: 'POST',
			url,
			body: { purpose: 'Asks whether this address leads to the trigger' },
			json: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		})) as IN8nHttpFullResponse;
		return findingOf(response);
	} catch (error) {
		return `there is no answer (${codeOf(error)})`;
	}
}

function findingOf({ statusCode, body, headers }: IN8nHttpFullResponse): string | undefined {
	const { code, message } = ANSWERS.unauthorized;
	const answer = body as { code?: unknown; message?: unknown } | null;
	if (statusCode === code && answer?.message === message) return undefined;
	if (statusCode >= 300 && statusCode < 400 && headers?.location) {
		return 'the answer is a redirect to another address, which Tencent does not follow';
	}
	return `something else answers there (HTTP ${statusCode})`;
}

function codeOf(error: unknown): string {
	const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } };
	const found = [code, cause?.code].find((one) => typeof one === 'string');
	return typeof found === 'string' ? found : 'no connection';
}
