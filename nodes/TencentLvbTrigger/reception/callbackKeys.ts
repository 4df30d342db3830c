import type { IWebhookFunctions } from 'n8n-workflow';

import { readCallbackKeys } from '../../callback';
import { readState } from '../registration/state';
import { templateKeys } from './keyRotation';
import type { ReceptionSettings } from './settings';

/**
 * The keys that a request may be signed with. Empty where none can be had, be it never stored, or
 * a credential that is not selected, deleted or not readable: the request is then refused.
 *
 * @param now Milliseconds since 1970.
 */
export async function callbackKeys(
	context: IWebhookFunctions,
	settings: Pick<ReceptionSettings, 'keyInCredential' | 'keyInTemplate'>,
	now: number,
): Promise<string[]> {
	const keys: Array<string | undefined> = [];
	const isTest = context.getMode() === 'manual';
	// n8n hands a test webhook the static data of its own test run, in which its key lies.
	const state = readState(context.getWorkflowStaticData('node'));
	if (isTest) keys.push(state.callbackKey);
	else if (settings.keyInTemplate) keys.push(...templateKeys(context, state, now));
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
