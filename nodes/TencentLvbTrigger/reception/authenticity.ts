import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { readCallbackKeys } from '../../callback/callbackKey';
import { eventOf } from '../../callback/events';
import { authenticate, couldBeSigned, type Denial } from '../../callback/signature';
import type { Memory } from '../memory/memory';
import type { KeyReading } from '../memory/templateKeys';
import { isTestRun, readState, type ReceptionSettings } from '../settings';
import { readKeyAgain, templateKeys } from './keyRotation';

/** `expiresAt` in Unix seconds is absent for an event that is accepted without a signature. */
type Verdict = { ok: true; expiresAt?: number } | Refused;

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
	{ settings, memory, now }: { settings: ReceptionSettings; memory: Memory; now: number },
): Promise<Verdict> {
	const request = { body: payload, query: context.getQueryData() as IDataObject };
	const time = { now, toleranceSeconds: settings.toleranceSeconds };
	const judge = async () =>
		authenticate(request, {
			...time,
			keys: await callbackKeys(context, settings, { memory, now }),
		});

	let result = await judge();
	let reading: KeyReading | undefined;
	const mayRead = settings.keyInTemplate && !isTestRun(context);
	if (!result.ok && mayRead && couldBeSigned(request, time)) {
		reading = await readKeyAgain(context, { memory, now });
		if (reading?.ok) result = await judge();
	}
	if (result.ok) return result;
	const uncheckable = result.reason === 'missing' || result.reason === 'noKey';
	if (uncheckable && settings.acceptUnsigned && eventOf(payload)?.signed === false) {
		return { ok: true };
	}
	return { ok: false, denial: result.reason, reading };
}

/**
 * The keys that a request may be signed with. Empty where none can be had, be it never stored, or
 * a credential that is not selected, deleted or not readable: the request is then refused.
 */
async function callbackKeys(
	context: IWebhookFunctions,
	settings: Pick<ReceptionSettings, 'keyInCredential' | 'keyInTemplate'>,
	{ memory, now }: { memory: Memory; now: number },
): Promise<string[]> {
	const keys: Array<string | undefined> = [];
	const isTest = isTestRun(context);
	// n8n hands a test webhook the static data of its own test run, in which its key lies.
	const state = readState(context.getWorkflowStaticData('node'));
	if (isTest) keys.push(state.callbackKey);
	else if (settings.keyInTemplate) keys.push(...templateKeys(context, { memory, state, now }));
	// Whoever only waits for a test event has no other key to sign one with.
	if (settings.keyInCredential || isTest) keys.push(...(await keysOfCredential(context)));
	for (const { callbackKey, until } of state.formerCallbackKeys ?? []) {
		if (now < until) keys.push(callbackKey);
	}
	return keys.filter(isKey);
}

async function keysOfCredential(context: IWebhookFunctions): Promise<Array<string | undefined>> {
	try {
		const { key, previousKey } = readCallbackKeys(
			await context.getCredentials('tencentLvbCallbackApi'),
		);
		return [key, previousKey];
	} catch {
		return [];
	}
}

// MD5 of an empty key and t could be computed by anyone.
const isKey = (key: string | undefined): key is string => key !== undefined && key.trim() !== '';
