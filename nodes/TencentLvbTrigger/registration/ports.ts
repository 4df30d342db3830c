import type { IHookFunctions, ITriggerFunctions } from 'n8n-workflow';

import type { Port } from '../../callbackTemplate/account';
import { type AddressAnswer, askAddress, askWorkflowName } from '../../callbackTemplate/address';
import { integerId } from '../../json/exactNumbers';
import { tryLiveApi } from '../../liveApi/call';
import type { LiveApiContext } from '../../liveApi/transport';
import type { Clock } from '../memory/memory';
import type { Peer } from './situation';

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

/** Asks addresses of triggers of this n8n, all at once, what is there. Never throws. */
export type AskPeers = (addresses: readonly string[]) => Promise<Map<string, Peer>>;

/** n8n takes an address away and gives it back within this time where a workflow is published anew. */
const CHANGING_MS = 3_000;

/**
 * Asks by the public address, which is the way that a carrier hands on what it gets. Only who is gone
 * twice is gone: a workflow that is being changed is away for a moment.
 */
export function peersAskedBy(
	context: IHookFunctions | ITriggerFunctions,
	{ sleep }: Pick<Clock, 'sleep'>,
): AskPeers {
	const ask = async (address: string) => peerIn(await askAddress(context, address));
	const askTwice = async (address: string): Promise<Peer> => {
		const first = await ask(address);
		if (first !== 'gone') return first;
		await sleep(CHANGING_MS);
		return await ask(address);
	};
	return async (addresses) =>
		new Map(
			await Promise.all(
				addresses.map(async (address) => [address, await askTwice(address)] as const),
			),
		);
}

function peerIn({ kind }: AddressAnswer): Peer {
	if (kind === 'trigger') return 'there';
	return kind === 'unregistered' ? 'gone' : 'unreachable';
}

/** The names of the workflows at addresses of this n8n, as far as they answer. Never throws. */
export async function namesOf(
	context: IHookFunctions | ITriggerFunctions,
	addresses: readonly string[],
): Promise<string[]> {
	const names = await Promise.all(
		addresses.map(async (address) => await askWorkflowName(context, address)),
	);
	return [...new Set(names.filter((name) => name !== undefined))];
}
