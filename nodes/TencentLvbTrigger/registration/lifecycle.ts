import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { isUnanswerable } from '../../callbackTemplate/ownership';
import { knownSite } from '../../liveApi/transport';
import { fullSentence, type Refusal } from '../../liveApi/refusal';
import { keepUnfinished, selectedCredential, storeKey, storeReleasedKey } from '../keyInForce';
import { warn } from '../log';
import type { Memory } from '../memory/memory';
import {
	isTestRun,
	isUnattended,
	nodeKey,
	type Pair,
	readState,
	type RegistrationSettings,
	registrationSettings,
	samePair,
	storedPair,
	unreadableField,
	writeState,
} from '../settings';
import { filterProblems } from '../streamNames';
import {
	AT_START_OF_N8N,
	BY_PERSON,
	claim,
	type Claimed,
	type ClaimOptions,
	type Owner,
	release,
} from './claim';
import { livePort } from './ports';
import { checkManual, readCredentialKeys, unansweredStop } from './requirements';
import { endsTestRun, startTestRun } from './testRun';
import { plain, reasonOf, tell, troubleOfRefusal, troubleOfStop } from './words';

/** n8n waits for this call at each of its starts, too. */
const LOOK_WITHIN_MS = 12_000;

/**
 * n8n's checkExists: whether nothing is to do. True as well where Tencent can't be asked at the
 * moment: the heartbeat looks again, while n8n would give the workflow up.
 *
 * @throws what `tell` throws where a person has to act and hears of it
 */
export async function checkRegistration(context: IHookFunctions, memory: Memory): Promise<boolean> {
	if (isTestRun(context)) return false;
	const settings = settingsOf(context);
	if (!settings) return true;
	if (settings.isManual) return await isManualReady(context, memory, settings);
	const claimed = await attempt(context, settings, {
		memory,
		patience: 1,
		withinMs: LOOK_WITHIN_MS,
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
 * @throws what `tell` throws where the key is missing and a person hears of it
 */
async function isManualReady(
	context: IHookFunctions,
	memory: Memory,
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
	storeKey(context, data, {
		key: keys.key,
		credentialId: selectedCredential(context),
		now: memory.now(),
	});
	return true;
}

const urlOf = (context: IHookFunctions): string => context.getNodeWebhookUrl('default') ?? '';

/** n8n gives one activation 84 seconds in all. */
const CLAIM_WITHIN_MS = 25_000;

/**
 * n8n's create: claims the slots of the selected events. Works from any state and may be called
 * again. In a test run it sends a sample instead and leaves Tencent alone.
 *
 * @throws what `tell` throws where a person has to act and hears of it
 */
export async function register(context: IHookFunctions, memory: Memory): Promise<boolean> {
	if (isTestRun(context)) return await startTestRun(context, memory);
	const settings = settingsOf(context);
	if (!settings) return true;
	if (settings.isManual) return await isManualReady(context, memory, settings);
	await attempt(context, settings, { memory, patience: 3, withinMs: CLAIM_WITHIN_MS });
	return true;
}

/** An update is this, checkExists and create, for which n8n has 84 seconds in all. */
const RELEASE_WITHIN_MS = 20_000;

/**
 * n8n's delete: takes this node's address back out of Tencent and undoes what it did for it. Never
 * throws, since n8n would then keep the route and skip the next activation; what stays is logged.
 */
export async function unregister(context: IHookFunctions, memory: Memory): Promise<boolean> {
	try {
		if (endsTestRun(context, memory)) return true;
		const url = urlOf(context);
		const data = context.getWorkflowStaticData('node');
		const state = readState(data);
		// Else there is no heartbeat to hold back, or this is a test run under a name of its own.
		if (state.registeredUrl !== undefined) memory.leaving.add(nodeKey(context));
		writeState(data, { registeredUrl: undefined });
		const owner = { instanceId: context.getInstanceId(), url, state };
		const settings = settingsOrNone(context);
		const released = await release(owner, pairsOf(owner, settings), {
			memory,
			options: { port: livePort(context), patience: 2, until: memory.now() + RELEASE_WITHIN_MS },
			site: await knownSite(context),
			existing: settings?.existing ?? 'stop',
		});
		for (const remark of released.remarks) warn(context, remark);
		for (const { pair, refusal } of released.refused) {
			warn(context, leftBehind(pair, owner, refusal));
		}
		const { key, refused } = released;
		// Not the stored one where a person changed it: the next activation must not bring that back.
		if (key) storeReleasedKey(data, { key, now: memory.now() });
		if (refused.length === 0) writeState(data, NOTHING);
	} catch (error) {
		warn(context, `It could not be removed: ${reasonOf(error)}`);
	}
	return true;
}

function settingsOrNone(context: IHookFunctions): RegistrationSettings | undefined {
	try {
		return registrationSettings(context);
	} catch {
		return undefined;
	}
}

// What is stored comes first; where it got lost, the parameters say what this node has claimed.
function pairsOf({ state }: Owner, settings: RegistrationSettings | undefined): Pair[] {
	const stored = storedPair(state);
	const chosen = settings?.domain ? [settings] : [];
	return stored ? [stored, ...chosen.filter((pair) => !samePair(pair, stored))] : chosen;
}

function leftBehind({ domain, app }: Pair, { url, state }: Owner, refusal: Refusal): string {
	const template = state.templateId === undefined ? '' : ` in the template ${state.templateId}`;
	const place = domain === '' ? '' : ` of ${plain(`${domain}/${app}`)}${template}`;
	const why = fullSentence(troubleOfRefusal(refusal), { isRetried: true });
	return `${url} could not be taken out of the callbacks${place}. ${why} The operation 'Clean Up' of the node 'Tencent LVB' finds what is left.`;
}

/**
 * One activation call: claims, or only looks with `dryRun`, and stores what the webhook and the
 * heartbeat need.
 *
 * @throws what `tell` throws where a person has to act and hears of it
 */
async function attempt(
	context: IHookFunctions,
	settings: RegistrationSettings,
	options: Pick<ClaimOptions, 'memory' | 'patience' | 'withinMs' | 'dryRun'>,
): Promise<Claimed> {
	const { memory } = options;
	const node = nodeKey(context);
	// n8n also deactivates between two attempts to activate.
	memory.leaving.delete(node);
	const data = context.getWorkflowStaticData('node');
	const url = urlOf(context);
	const owner = { instanceId: context.getInstanceId(), url, state: readState(data) };
	const claimed = await claim(context, settings, {
		...options,
		node,
		owner,
		...(isUnattended(context) ? AT_START_OF_N8N : BY_PERSON),
		canStoreKey: true,
	});

	if (claimed.kind === 'settled') {
		if (!options.dryRun || !claimed.wasDue) {
			await storeSettled(context, settings, { claimed, url, now: memory.now() });
			warnOfFilter(context, settings);
		}
		for (const remark of claimed.remarks) warn(context, remark);
		if (claimed.report) warn(context, fullSentence(claimed.report));
	}
	if (claimed.kind === 'trouble') {
		const isRefused = claimed.trouble.isForPerson && !isUnattended(context);
		if (isRefused) {
			writeState(data, { registeredUrl: undefined });
			if (claimed.wrote) await takeBack(context, settings, { memory, owner });
		} else {
			const isOwnKey = settings.keySource === 'credential';
			const credentialId = isOwnKey ? selectedCredential(context) : undefined;
			storePending(data, settings, { claimed, owner, credentialId });
			keepUnfinished(data, { credentialId, now: memory.now() });
			// An earlier version may have registered what n8n does not answer.
			const isDead = isUnanswerable(url);
			if (isDead && !options.dryRun) await takeBack(context, settings, { memory, owner });
		}
		tell(context, claimed.trouble);
	}
	return claimed;
}

async function storeSettled(
	context: IHookFunctions,
	{ domain, app, keySource }: RegistrationSettings,
	{
		claimed,
		url,
		now,
	}: { claimed: Extract<Claimed, { kind: 'settled' }>; url: string; now: number },
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
		const credentialId = isOwn ? selectedCredential(context) : undefined;
		storeKey(context, data, { key, credentialId, now });
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
function warnOfFilter(context: IHookFunctions, { streamNameFilter }: RegistrationSettings): void {
	for (const problem of filterProblems(streamNameFilter).problems) {
		warn(context, fullSentence(problem));
	}
}

// A template that was joined has a key of its own.
async function isOfCredential(context: IHookFunctions, key: string): Promise<boolean> {
	const keys = await readCredentialKeys(context);
	return !('stop' in keys) && keys.key === key;
}

/**
 * The parameters, undefined where n8n can't evaluate them and acts on its own.
 *
 * @throws what `tell` throws where a person hears of it
 */
function settingsOf(context: IHookFunctions): RegistrationSettings | undefined {
	try {
		return registrationSettings(context);
	} catch (error) {
		const reason = reasonOf(error);
		const trouble = {
			isForPerson: true,
			kind: 'parameters',
			message: `${plain(unreadableField(context))} can't be used, since n8n can't evaluate its expression: ${reason.replace(/\.$/, '')}`,
			nextStep:
				'Correct the expression, or enter a fixed value: before the first event there are no data that it could read.',
		};
		tell(context, trouble, { looksAgain: false });
		return undefined;
	}
}

/** What is left of n8n's patience after an activation that was refused. */
const TAKE_BACK_WITHIN_MS = 8_000;

/** Nothing registered; the key stays. */
const NOTHING = {
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
	{ memory, owner }: { memory: Memory; owner: Owner },
): Promise<void> {
	const stored = storedPair(owner.state);
	const former = stored && !samePair(stored, settings) ? [stored] : [];
	await release(owner, [...former, settings], {
		memory,
		options: { port: livePort(context), patience: 1, until: memory.now() + TAKE_BACK_WITHIN_MS },
		site: await knownSite(context),
		existing: settings.existing,
	});
}
