import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { authenticate, couldBeSigned, eventOf } from '../../callback';
import type { Denial } from '../../callback';
import { callbackKeys } from './callbackKeys';
import { readKeyAgain } from './keyRotation';
import type { ReceptionSettings } from './settings';
import type { KeyReading } from './templateKeyOf';

/** `expiresAt` in Unix seconds is absent for an event that is accepted without a signature. */
export type Verdict = { ok: true; expiresAt?: number } | Refused;

export interface Refused {
	ok: false;
	denial: Denial;
	/** What was found when the template's key was read again because of the request, or just before. */
	reading?: KeyReading;
}

/**
 * Decides whether a payload is taken as Tencent's. A signature that fits no known key may be made
 * with a new one, so the template's key is read again, seldom, and the request is judged with it.
 * Without a pair of `sign` and `t` that could be checked, only an event that Tencent never signs is
 * taken, and only where the user asked for it; a pair that is there and wrong is refused for these,
 * too.
 */
export async function checkAuthenticity(
	context: IWebhookFunctions,
	payload: IDataObject,
	{ settings, now }: { settings: ReceptionSettings; now: number },
): Promise<Verdict> {
	const request = { body: payload, query: context.getQueryData() as IDataObject };
	const time = { now, toleranceSeconds: settings.toleranceSeconds };
	const judge = async () =>
		authenticate(request, { ...time, keys: await callbackKeys(context, settings, now) });

	let result = await judge();
	let reading: KeyReading | undefined;
	const mayRead = settings.keyInTemplate && context.getMode() !== 'manual';
	if (!result.ok && mayRead && couldBeSigned(request, time)) {
		reading = await readKeyAgain(context, now);
		if (reading?.ok) result = await judge();
	}
	if (result.ok) return result;
	const uncheckable = result.reason === 'missing' || result.reason === 'noKey';
	if (uncheckable && settings.acceptUnsigned && eventOf(payload)?.signed === false) {
		return { ok: true };
	}
	return { ok: false, denial: result.reason, reading };
}
