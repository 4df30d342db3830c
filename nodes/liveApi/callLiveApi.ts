import type { LiveApiContext } from './context';
import { refusalError } from './refusalError';
import { tryLiveApi, type CallOptions } from './tryLiveApi';

export type ThrowingCallOptions = CallOptions & {
	/** Item that the call is made for; n8n shows it with what is thrown. */
	itemIndex?: number;
};

/**
 * Calls an action as `tryLiveApi` does and gives back Tencent's `Response`.
 *
 * @throws NodeApiError where the call is refused.
 */
export async function callLiveApi<Response extends object = Record<string, unknown>>(
	context: LiveApiContext,
	action: string,
	body: object = {},
	{ itemIndex, ...options }: ThrowingCallOptions = {},
): Promise<Response & { RequestId: string }> {
	const result = await tryLiveApi<Response>(context, action, body, options);
	if (result.ok) return result.response;
	throw refusalError(context.getNode(), result.refusal, { itemIndex });
}
