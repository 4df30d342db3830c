import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { authenticate, eventOf } from '../../callback';
import type { Denial } from '../../callback';
import { callbackKeys } from './callbackKeys';
import type { ReceptionSettings } from './settings';

/** `expiresAt` in Unix seconds is absent for an event that is accepted without a signature. */
export type Verdict = { ok: true; expiresAt?: number } | { ok: false; denial: Denial };

/**
 * Decides whether a payload is taken as Tencent's. Without a pair of `sign` and `t` that could be
 * checked, only an event that Tencent never signs is taken, and only where the user asked for it;
 * a pair that is there and wrong is refused for these, too.
 */
export async function checkAuthenticity(
	context: IWebhookFunctions,
	payload: IDataObject,
	{ settings, now }: { settings: ReceptionSettings; now: number },
): Promise<Verdict> {
	const result = authenticate(
		{ body: payload, query: context.getQueryData() as IDataObject },
		{
			keys: await callbackKeys(context, settings),
			now,
			toleranceSeconds: settings.toleranceSeconds,
		},
	);
	if (result.ok) return result;
	const uncheckable = result.reason === 'missing' || result.reason === 'noKey';
	if (uncheckable && settings.acceptUnsigned && eventOf(payload)?.signed === false) {
		return { ok: true };
	}
	return { ok: false, denial: result.reason };
}
