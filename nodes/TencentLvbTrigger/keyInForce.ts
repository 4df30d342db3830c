import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { type FormerKey, readState, type State, writeState } from './settings';

/**
 * Tencent needs up to 10 minutes to sign with a new key everywhere, and gives each signature another
 * 10; the rest is for its retries.
 */
export const FORMER_KEY_MS = 30 * 60 * 1000;

/** A switch that waits for Tencent: nothing tells the webhook when the heartbeat has made it. */
const UNFINISHED_MS = 24 * 60 * 60 * 1000;

/** Each is tried on a request that fits no other; nobody changes a key more often in half an hour. */
const MOST_FORMER_KEYS = 4;

/** The key that Tencent signs with, and where it is kept. */
interface KeyInForce {
	key: string;
	/** The credential that holds the key; undefined for the key of a template. */
	credentialId?: string;
}

/** The callback credential that is selected in the node. */
export const selectedCredential = (context: IHookFunctions): string =>
	context.getNode().credentials?.tencentLvbCallbackApi?.id ?? 'unknown';

/**
 * Stores the key that an activation has brought about. The one before it stays accepted for half an
 * hour where the key is kept somewhere else now (another source, another credential), and where it
 * was changed at Tencent since n8n looked last. With the latter there is one exception: a person's
 * activation, since that is how a key that leaked is closed. Within one credential, its two fields
 * say which keys count.
 *
 * @param now Milliseconds since 1970, as in the functions below.
 */
export function storeKey(
	context: IHookFunctions,
	data: IDataObject,
	{ key, credentialId, now }: KeyInForce & { now: number },
): void {
	const state = readState(data);
	const isSwitch = isKeptElsewhere(state, credentialId);
	const closes = context.getActivationMode() === 'activate' && !isSwitch;
	const isReplaced = isSwitch || (!closes && credentialId === undefined);
	const kept = closes ? { ...state, formerCallbackKeys: undefined } : state;
	const replaced = isReplaced ? state.callbackKey : undefined;
	writeState(data, {
		callbackKey: key,
		callbackKeyCredential: credentialId,
		formerCallbackKeys: formerKeys(kept, replaced, { key, now, lastsMs: FORMER_KEY_MS }),
	});
}

/** Stores the key that a deactivation has found in the template, see `storeKey`. */
export function storeReleasedKey(
	data: IDataObject,
	{ key, now }: { key: string; now: number },
): void {
	const state = readState(data);
	const replaced = state.callbackKeyCredential === undefined ? state.callbackKey : undefined;
	writeState(data, {
		callbackKey: key,
		formerCallbackKeys: formerKeys(state, replaced, { key, now, lastsMs: FORMER_KEY_MS }),
	});
}

/**
 * Keeps the stored key accepted while Tencent could not be told of another one yet: the webhook takes
 * the key from where it is kept now, and Tencent still signs with this one.
 */
export function keepUnfinished(
	data: IDataObject,
	{ credentialId, now }: { credentialId: string | undefined; now: number },
): void {
	const state = readState(data);
	if (!isKeptElsewhere(state, credentialId)) return;
	writeState(data, {
		formerCallbackKeys: formerKeys(state, state.callbackKey, { now, lastsMs: UNFINISHED_MS }),
	});
}

const isKeptElsewhere = (
	{ callbackKey, callbackKeyCredential }: State,
	credentialId: string | undefined,
): boolean => callbackKey !== undefined && callbackKeyCredential !== credentialId;

function formerKeys(
	{ formerCallbackKeys = [] }: State,
	replaced: string | undefined,
	{ key, now, lastsMs }: { key?: string; now: number; lastsMs: number },
): FormerKey[] | undefined {
	const newest = replaced === undefined ? [] : [{ callbackKey: replaced, until: now + lastsMs }];
	const others = formerCallbackKeys.filter(({ callbackKey }) => callbackKey !== replaced);
	const former = [...newest, ...others].filter(
		({ callbackKey, until }) => callbackKey !== key && now < until,
	);
	return former.length === 0 ? undefined : former.slice(0, MOST_FORMER_KEYS);
}
