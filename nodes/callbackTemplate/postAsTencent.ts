import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

/**
 * Posts a JSON object to an address by the way that Tencent's callbacks take: redirects are not
 * followed, and any HTTP status is an answer. `timeoutMs` in milliseconds.
 *
 * @throws whatever n8n's helper throws where no answer came.
 */
export async function postAsTencent(
	context: IHookFunctions | IExecuteFunctions,
	url: string,
	{ body, timeoutMs }: { body: IDataObject; timeoutMs: number },
): Promise<IN8nHttpFullResponse> {
	return (await context.helpers.httpRequest({
		method: 'POST',
		url,
		body,
		json: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: timeoutMs,
	})) as IN8nHttpFullResponse;
}
