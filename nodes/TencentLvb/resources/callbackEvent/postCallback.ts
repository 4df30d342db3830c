import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { operationError } from '../../../liveApi/exception';

/** As long as Tencent itself waits for an answer (Tencent doc 38080). */
const TIMEOUT_MS = 20_000;

/** What came back; `body` is parsed where it is JSON. */
export interface CallbackAnswer {
	status: number;
	body: unknown;
	durationMs: number;
}

/**
 * Posts a payload as Tencent does. Any HTTP status is an answer, redirects are not followed.
 *
 * @throws NodeOperationError that names the address where no answer came.
 */
export async function postCallback(
	context: IExecuteFunctions,
	payload: IDataObject,
	{ url, itemIndex }: { url: string; itemIndex: number },
): Promise<CallbackAnswer> {
	const startedAt = Date.now();
	try {
		const response = (await context.helpers.httpRequest({
			method: 'POST',
			url,
			headers: { 'content-type': 'application/json' },
			body: Buffer.from(JSON.stringify(payload)),
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		})) as { statusCode: number; body: unknown };
		const durationMs = Date.now() - startedAt;
		return { status: response.statusCode, body: parsed(response.body), durationMs };
	} catch (error) {
		const cause = error instanceof Error ? error.message : String(error);
		throw operationError(context.getNode(), `No answer came from ${url}`, {
			description: `${cause}. Check that the address is complete and that n8n can reach it.`,
			itemIndex,
		});
	}
}

function parsed(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}
