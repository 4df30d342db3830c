import type { IHookFunctions } from 'n8n-workflow';

import { generateCallbackKey } from '../../callback';
import { probeAddress } from './probeAddress';
import { checkManual, filterStop, readCredentialKeys } from './requirements';
import { sendSample } from './sendSample';
import { readSettings } from './settings';
import type { RegistrationSettings } from './settings';
import { writeState } from './state';
import { plain } from './stops';
import { exceptionFor, troubleOfStop } from './trouble';
import type { Trouble } from './trouble';

/** Whether a person listens for a test event. Not known in n8n's delete, see `isTestAddress`. */
export const isTestRun = (context: IHookFunctions): boolean => context.getMode() === 'manual';

/** Whether an address belongs to a test run, the only sign of one in n8n's delete. */
export const isTestAddress = (url: string): boolean => url.includes('/webhook-test/');

/**
 * Makes a test run ready: proves that the test URL leads to this node, gives the run a key, and
 * lets a signed sample of the first selected event follow, as Tencent would send it. n8n hands the
 * key to the webhook only after this call, so the sample comes later. Never touches Tencent.
 *
 * @throws NodeOperationError where the URL does not lead here, or a key is missing
 */
export async function startTestRun(context: IHookFunctions): Promise<boolean> {
	const settings = readSettings(context);
	const stop = filterStop(settings);
	if (stop) throw exceptionFor(context.getNode(), troubleOfStop(stop));
	const key = await keyOf(context, settings);
	if (!settings.sendsSample) return true;

	const url = context.getNodeWebhookUrl('default') ?? '';
	const finding = await probeAddress(context, url);
	if (finding !== undefined) throw exceptionFor(context.getNode(), unreachable(url, finding));

	writeState(context.getWorkflowStaticData('node'), { callbackKey: key });
	void sendSample(context, settings, { url, key });
	return true;
}

async function keyOf(context: IHookFunctions, settings: RegistrationSettings): Promise<string> {
	const { isManual, keySource, events } = settings;
	const stop = isManual || events.length === 0 ? await checkManual(context, settings) : undefined;
	if (stop) throw exceptionFor(context.getNode(), troubleOfStop(stop));
	if (!isManual && keySource === 'generated') return generateCallbackKey();
	const keys = await readCredentialKeys(context);
	if (!('stop' in keys)) return keys.key;
	// Manual registration of events that Tencent does not sign does without.
	if (isManual) return generateCallbackKey();
	throw exceptionFor(context.getNode(), troubleOfStop(keys.stop));
}

const unreachable = (url: string, finding: string): Trouble => ({
	isForPerson: true,
	kind: 'unreachable',
	text: `The test URL ${plain(url)} does not lead to this node: ${finding}. Set WEBHOOK_URL to the public https address of this n8n and restart it, or set 'Test Event' to 'Wait' to listen without this check.`,
});
