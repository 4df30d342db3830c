import { tryLiveApi } from '../../liveApi';
import type { LiveApiContext } from '../../liveApi';
import type { Port } from './port';

/** Short, because a hook makes several calls and must end well within a minute. */
const CALL_TIMEOUT_MS = 6_000;

/** Binds the way to Tencent to a node. Tries once: after a refusal everything is read again. */
export const livePort =
	(context: LiveApiContext): Port =>
	async (action, body) =>
		await tryLiveApi(context, action, body, { timeoutMs: CALL_TIMEOUT_MS, attempts: 1 });
