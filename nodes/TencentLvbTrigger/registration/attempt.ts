import { sleep } from 'n8n-workflow';
import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { isUnattended, nodeKey, tell, warn } from './activation';
import { claim } from './claim';
import type { Claimed, ClaimOptions } from './claim';
import { keepUnfinished, selectedCredential, storeKey } from './keyInForce';
import { endLeaving } from './leave';
import { livePort } from './livePort';
import { isUnanswerable } from './ownAddress';
import { release } from './release';
import { knownSite, readCredentialKeys } from './requirements';
import { readSettings } from './settings';
import type { RegistrationSettings } from './settings';
import { readState, samePair, storedPair, writeState } from './state';
import type { Owner } from './wanted';
import { filterProblems } from './streamNamePatterns';
import { reasonOf, withoutRetry } from './trouble';

/**
 * One activation call: claims, or only looks with `dryRun`, and stores what the webhook and the
 * heartbeat need.
 *
 * @throws NodeOperationError where a person has to act and hears of it
 */
export async function attempt(
	context: IHookFunctions,
	settings: RegistrationSettings,
	options: Pick<ClaimOptions, 'patience' | 'withinMs' | 'dryRun'>,
): Promise<Claimed> {
	const node = nodeKey(context);
	endLeaving(node);
	const data = context.getWorkflowStaticData('node');
	const url = context.getNodeWebhookUrl('default') ?? '';
	const owner = { instanceId: context.getInstanceId(), url, state: readState(data) };
	const claimed = await claim(context, settings, {
		...options,
		node,
		owner,
		intent: isUnattended(context) ? 'repair' : 'claim',
		canStoreKey: true,
	});

	if (claimed.kind === 'settled') {
		if (!options.dryRun || !claimed.wasDue) {
			await storeSettled(context, settings, { claimed, url });
			warnOfFilter(context, settings);
		}
		for (const remark of claimed.remarks) warn(context, withoutRetry(remark));
		if (claimed.report) warn(context, claimed.report.text);
	}
	if (claimed.kind === 'trouble') {
		const isRefused = claimed.trouble.isForPerson && !isUnattended(context);
		if (isRefused) {
			writeState(data, { registeredUrl: undefined });
			if (claimed.wrote) await takeBack(context, settings, owner);
		} else {
			const isOwnKey = settings.keySource === 'credential';
			const credentialId = isOwnKey ? selectedCredential(context) : undefined;
			storePending(data, settings, { claimed, owner, credentialId });
			keepUnfinished(data, credentialId);
			// An earlier version may have registered what n8n does not answer.
			const isDead = isUnanswerable(url);
			if (isDead && !options.dryRun) await takeBack(context, settings, owner);
		}
		tell(context, claimed.trouble);
	}
	return claimed;
}

async function storeSettled(
	context: IHookFunctions,
	{ domain, app, keySource }: RegistrationSettings,
	{ claimed, url }: { claimed: Extract<Claimed, { kind: 'settled' }>; url: string },
): Promise<void> {
	const data = context.getWorkflowStaticData('node');
	const { key, templateId, previousTemplateIds } = claimed;
	if (templateId === undefined) {
		// Only events without a slot: nothing of ours is at Tencent, and nothing needs a heartbeat.
		writeState(data, { ...NOTHING, registeredUrl: undefined });
		return;
	}
	if (key !== undefined) {
		const isOwn = keySource === 'credential' && (await isOfCredential(context, key));
		storeKey(context, data, { key, credentialId: isOwn ? selectedCredential(context) : undefined });
	}
	writeState(data, {
		templateId,
		previousTemplateId: previousTemplateIds.join('-') || undefined,
		domain,
		appName: app,
		registeredUrl: url,
	});
}

/** Says which parts of the filter no stream name can match, where others can. */
export function warnOfFilter(
	context: IHookFunctions,
	{ streamNameFilter }: RegistrationSettings,
): void {
	for (const problem of filterProblems(streamNameFilter).problems) warn(context, problem);
}

// A template that was joined has a key of its own.
async function isOfCredential(context: IHookFunctions, key: string): Promise<boolean> {
	const keys = await readCredentialKeys(context);
	return !('stop' in keys) && keys.key === key;
}

/**
 * The parameters, undefined where n8n can't evaluate them and acts on its own.
 *
 * @throws NodeOperationError where a person hears of it
 */
export function settingsOf(context: IHookFunctions): RegistrationSettings | undefined {
	try {
		return readSettings(context);
	} catch (error) {
		const reason = reasonOf(error);
		const trouble = {
			isForPerson: true,
			kind: 'parameters',
			text: `A parameter of the trigger can't be read: ${reason}. Correct its expression.`,
		};
		tell(context, trouble, { looksAgain: false });
		return undefined;
	}
}

/** What is left of n8n's patience after an activation that was refused. */
const TAKE_BACK_WITHIN_MS = 8_000;

/** Nothing registered; the key stays. */
export const NOTHING = {
	templateId: undefined,
	previousTemplateId: undefined,
	domain: undefined,
	appName: undefined,
} as const;

// The heartbeat goes on from here and can't store a key, so the webhook gets it now.
function storePending(
	data: IDataObject,
	{ domain, app }: RegistrationSettings,
	{
		claimed: { key, holdsFormer },
		owner: { state, url },
		credentialId,
	}: { claimed: Extract<Claimed, { kind: 'trouble' }>; owner: Owner; credentialId?: string },
): void {
	writeState(data, { registeredUrl: url });
	if (state.callbackKey === undefined && key !== undefined) {
		writeState(data, { callbackKey: key, callbackKeyCredential: credentialId });
	}
	if (!holdsFormer && domain !== '') writeState(data, { domain, appName: app });
}

// An unknown domain for instance shows only once the template is there.
async function takeBack(
	context: IHookFunctions,
	settings: RegistrationSettings,
	owner: Owner,
): Promise<void> {
	const stored = storedPair(owner.state);
	const former = stored && !samePair(stored, settings) ? [stored] : [];
	await release(owner, [...former, settings], {
		options: {
			port: livePort(context),
			pause: sleep,
			now: Date.now,
			patience: 1,
			until: Date.now() + TAKE_BACK_WITHIN_MS,
		},
		site: await knownSite(context),
		existing: settings.existing,
	});
}
