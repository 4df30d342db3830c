import type { IDataObject, IExecuteFunctions, IHookFunctions } from 'n8n-workflow';

import type { Advice } from '../../advice';
import { generateCallbackKey } from '../../callback/callbackKey';
import { EVENT_KEYS, EVENTS } from '../../callback/generated/events';
import { aboutSubject, freshenTimes, samplePayload } from '../../callback/sample';
import { signCallback } from '../../callback/signature';
import {
	addressProblem,
	isTencentInReach,
	isUnregistered,
	postAsTencent,
	probeAddress,
} from '../../callbackTemplate/address';
import { warn } from '../log';
import type { Memory } from '../memory/memory';
import { registrationSettings, type RegistrationSettings, writeState } from '../settings';
import { nameThatPasses } from '../streamNames';
import { checkManual, filterStop, readCredentialKeys, unansweredStop } from './requirements';
import { exceptionFor, plain, reasonOf } from './words';

/**
 * Whether n8n's delete ends a test run. Neither mode nor address tells, since endpoints can have any
 * name, and static data may be gone where the person stopped listening early. n8n keeps what it
 * knows of the webhook on its context, though not in its types; beside it counts that this process
 * began a test run at the address.
 */
export function endsTestRun(context: IHookFunctions, { testAddresses }: Memory): boolean {
	const { webhookData } = context as { webhookData?: { isTest?: unknown } };
	if (webhookData !== undefined) return webhookData.isTest === true;
	return testAddresses.has(context.getNodeWebhookUrl('default') ?? '');
}

/**
 * Makes a test run ready: proves that the test URL leads to this node, gives the run a key, and
 * lets a signed sample of a selected event follow, as Tencent would send it. n8n hands the
 * key to the webhook only after this call, so the sample comes later. Never touches Tencent.
 *
 * @throws NodeOperationError where the URL does not lead here, a key is missing, or the sample could
 * not start the workflow
 */
export async function startTestRun(context: IHookFunctions, memory: Memory): Promise<boolean> {
	const url = context.getNodeWebhookUrl('default') ?? '';
	memory.testAddresses.add(url);
	const settings = registrationSettings(context);
	const stop = unansweredStop(context, url) ?? filterStop(settings) ?? sampleStop(settings);
	if (stop) throw exceptionFor(context.getNode(), stop);
	const key = await keyOf(context, settings);
	if (!settings.sendsSample) return true;

	const finding = await probeAddress(context, url);
	if (finding !== undefined) throw exceptionFor(context.getNode(), unreachable(url, finding));

	writeState(context.getWorkflowStaticData('node'), { callbackKey: key });
	void sendSample(context, settings, { memory, url, key });
	return true;
}

// The node takes no event that is not selected, so the sample would never arrive.
function sampleStop({
	sendsSample,
	sampleEvent,
	events,
}: RegistrationSettings): Advice | undefined {
	if (!sendsSample || sampleEvent === undefined || events.length === 0) return undefined;
	if (events.some(({ key }) => key === sampleEvent)) return undefined;
	const known = EVENT_KEYS.find((key) => key === sampleEvent);
	return {
		message: `'Sample Event' is '${known ? EVENTS[known].label : plain(sampleEvent)}', which is not one of the 'Events'`,
		nextStep: `Select it under 'Events', or choose another 'Sample Event', e.g. '${events[0].label}'.`,
	};
}

async function keyOf(context: IHookFunctions, settings: RegistrationSettings): Promise<string> {
	const { isManual, keySource, events } = settings;
	const stop = isManual || events.length === 0 ? await checkManual(context, settings) : undefined;
	if (stop) throw exceptionFor(context.getNode(), stop);
	if (!isManual && keySource === 'generated' && settings.sendsSample) return generateCallbackKey();
	const keys = await readCredentialKeys(context);
	if (!('stop' in keys)) return keys.key;
	const takesUnsigned = settings.acceptUnsigned && events.some(({ signed }) => !signed);
	// Who waits for events that Tencent does not sign does without, and so does a sample of them.
	if (isManual || (takesUnsigned && keySource === 'generated')) return generateCallbackKey();
	const isAbsent = keys.stop.reason === 'noCallbackCredential';
	throw exceptionFor(
		context.getNode(),
		isAbsent && !settings.sendsSample ? nothingComes : keys.stop,
	);
}

const nothingComes: Advice = {
	message:
		"'Test Event' is 'Wait for One That You Send', and no event could come: without a callback key in a credential, nobody can sign one",
	nextStep:
		"Choose a 'Tencent LVB Callback API' credential, whose key 'Send Sample' of the Tencent LVB node signs with, or set 'Test Event' to 'Send Sample'.",
};

const unreachable = (url: string, finding: string): Advice => ({
	message: `The test URL ${plain(url)} does not lead to this node: ${finding}`,
	nextStep:
		"Set WEBHOOK_URL to the public https address of this n8n and restart it, or set 'Test Event' to 'Wait for One That You Send' to listen without this check.",
});

/**
 * Says beside the data of a test run that Tencent could not have sent it, where n8n's address is a
 * private one: a hook can show a person nothing but what it throws. Once per run.
 */
export async function hintAtPrivateAddress(context: IExecuteFunctions): Promise<void> {
	const { allowPrivateUrl } = context.getNodeParameter('options', 0, {}) as IDataObject;
	const origin = webhookOrigin(context);
	if (origin === undefined || allowPrivateUrl === true) return;
	const finding = addressProblem(origin, { allowPrivate: false });
	if (finding === undefined || (await isTencentInReach(context))) return;

	const isManual = context.getNodeParameter('registration', 0, 'automatic') === 'manual';
	const orAllow = isManual
		? ''
		: ", or switch on 'Allow Private URL' under 'Options' if Tencent reaches it through a proxy of yours";
	context.addExecutionHints({
		message: `This event came by ${plain(origin)}, by which Tencent could not send one: it ${finding}. Before you publish, set WEBHOOK_URL to a public https address of this n8n and restart it${orAllow}.`,
		type: 'warning',
		location: 'outputPane',
	});
}

// Webhooks have the base of the address by which a paused execution goes on.
function webhookOrigin(context: IExecuteFunctions): string | undefined {
	try {
		const address = context.evaluateExpression('{{ $execution.resumeUrl }}', 0);
		return new URL(address as string).origin;
	} catch {
		return undefined;
	}
}

/** n8n hands the key to the webhook some milliseconds after `create`; the rest is for a slow one. */
const PAUSES_MS = [250, 500, 1000, 2000, 4000];

const TIMEOUT_MS = 20_000;

/** As far ahead as Tencent sets `t`. */
const VALID_FOR_SECONDS = 600;

/**
 * Sends the chosen event's sample, signed, to the test URL, until it is taken. Settles
 * without a rejection whatever happens: nobody waits for it.
 */
async function sendSample(
	context: IHookFunctions,
	settings: RegistrationSettings,
	{ memory, url, key }: { memory: Memory; url: string; key: string },
): Promise<void> {
	let finding = '';
	try {
		const sample = sampleOf(settings, memory.now());
		for (const pause of PAUSES_MS) {
			await memory.sleep(pause);
			const t = Math.floor(memory.now() / 1000) + VALID_FOR_SECONDS;
			const body = { ...sample, t, sign: signCallback(key, t) };
			const response = await postAsTencent(context, url, { body, timeoutMs: TIMEOUT_MS });
			if (response.statusCode === 200) return;
			finding = `HTTP ${response.statusCode}`;
			// Nobody listens any more. A proxy's 404 is none of n8n's.
			if (isUnregistered(response)) break;
		}
	} catch (error) {
		finding = reasonOf(error);
	}
	warn(context, `The sample event was not taken by ${url} (${finding}). Listen again.`);
}

// Of the node's own domain and app, so that what follows in the workflow finds them in the account. A
// sample that the node's own filter keeps out would never arrive.
function sampleOf(
	{ events, sampleEvent, streamNameFilter, domain, app, isManual }: RegistrationSettings,
	now: number,
): Record<string, unknown> {
	const { key } = events.find((event) => event.key === sampleEvent) ?? events[0];
	return aboutSubject(freshenTimes(samplePayload(key), now), {
		domain: domain || undefined,
		appName: (!isManual && app) || undefined,
		streamName: nameThatPasses(streamNameFilter),
	});
}
