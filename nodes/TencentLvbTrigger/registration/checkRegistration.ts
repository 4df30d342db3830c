import type { IHookFunctions } from 'n8n-workflow';

import { tell } from './activation';
import { attempt, settingsOf, warnOfFilter } from './attempt';
import { selectedCredential, storeKey } from './keyInForce';
import { isUnanswerable } from './ownAddress';
import { checkManual, readCredentialKeys, unansweredStop } from './requirements';
import type { RegistrationSettings } from './settings';
import { isTestRun } from './testRun';
import { troubleOfStop } from './trouble';

/** n8n waits for this call at each of its starts, too. */
const WITHIN_MS = 12_000;

/**
 * n8n's checkExists: whether nothing is to do. True as well where Tencent can't be asked at the
 * moment: the heartbeat looks again, while n8n would give the workflow up.
 *
 * @throws NodeOperationError where a person has to act and hears of it
 */
export async function checkRegistration(context: IHookFunctions): Promise<boolean> {
	if (isTestRun(context)) return false;
	const settings = settingsOf(context);
	if (!settings) return true;
	if (settings.isManual) return await isManualReady(context, settings);
	const claimed = await attempt(context, settings, {
		patience: 1,
		withinMs: WITHIN_MS,
		dryRun: true,
	});
	// What is registered under an address that n8n does not answer is taken back by `create`.
	if (claimed.kind === 'trouble') return !isUnanswerable(urlOf(context));
	return claimed.kind !== 'settled' || !claimed.wasDue;
}

/**
 * A manual registration needs a callback key and nothing else. The key is stored, so that a later
 * activation knows which one it replaces.
 *
 * @throws NodeOperationError where the key is missing and a person hears of it
 */
export async function isManualReady(
	context: IHookFunctions,
	settings: RegistrationSettings,
): Promise<boolean> {
	const stop = unansweredStop(context, urlOf(context)) ?? (await checkManual(context, settings));
	if (stop) {
		tell(context, troubleOfStop(stop), { looksAgain: false });
		return true;
	}
	warnOfFilter(context, settings);
	const keys = await readCredentialKeys(context);
	if ('stop' in keys) return true;
	const data = context.getWorkflowStaticData('node');
	storeKey(context, data, { key: keys.key, credentialId: selectedCredential(context) });
	return true;
}

const urlOf = (context: IHookFunctions): string => context.getNodeWebhookUrl('default') ?? '';
