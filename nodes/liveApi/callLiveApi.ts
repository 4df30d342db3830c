import type { LiveApiContext } from './context';
import { refusalError } from './refusalError';
import { tryLiveApi, type CallOptions } from './tryLiveApi';

export type ThrowingCallOptions = CallOptions & {
	/** Item that the call is made for; n8n shows it with what is thrown. */
	itemIndex?: number;
};

/** Whoever calls it may wait: an item of a workflow, not an activation. */
const RATE_LIMIT_WAIT_MS = 60_000;

/**
 * Calls an action as `tryLiveApi` does, waits out Tencent's rate limit for up to a minute, and gives
 * back Tencent's `Response`.
 *
 * @throws NodeApiError where the call is refused.
 */
export async function callLiveApi<Response extends object = Record<string, unknown>>(
	context: LiveApiContext,
	action: string,
	body: object = {},
	{ itemIndex, ...options }: ThrowingCallOptions = {},
): Promise<Response & { RequestId: string }> {
	const result = await tryLiveApi<Response>(context, action, body, {
		rateLimitWaitMs: RATE_LIMIT_WAIT_MS,
		...options,
	});
	if (result.ok) return result.response;
	throw refusalError(context.getNode(), result.refusal, { itemIndex });
}
