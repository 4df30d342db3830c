import { integerId, tryLiveApi } from '../../liveApi';
import type { LiveApiContext } from '../../liveApi';
import type { Port } from '../../callbackTemplate/port';

/** Short, because a hook makes several calls and must end well within a minute. */
const CALL_TIMEOUT_MS = 6_000;

/** Binds the way to Tencent to a node. Tries once: after a refusal everything is read again. */
export const livePort =
	(context: LiveApiContext): Port =>
	async (action, body) =>
		await tryLiveApi(context, action, withIntegerId(body), {
			timeoutMs: CALL_TIMEOUT_MS,
			attempts: 1,
		});

// Tencent reads the id as a 64-bit integer, which came from it as text where it is beyond 2^53.
function withIntegerId(body: Record<string, unknown>): Record<string, unknown> {
	const { TemplateId: id } = body;
	if (typeof id !== 'number' && typeof id !== 'string') return body;
	return { ...body, TemplateId: integerId(id) };
}
