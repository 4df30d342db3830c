import { sleep } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';

import { nodeKey, warn } from './activation';
import { NOTHING } from './attempt';
import { storeReleasedKey } from './keyInForce';
import { beginLeaving } from './leave';
import { livePort } from './livePort';
import type { Refusal } from '../../callbackTemplate/port';
import { release } from './release';
import { knownSite } from './requirements';
import { readSettings } from './settings';
import type { RegistrationSettings } from './settings';
import { readState, samePair, storedPair, writeState } from './state';
import type { Pair } from './state';
import { plain } from './stops';
import { endsTestRun } from './testRun';
import { reasonOf, troubleOfRefusal, withoutRetry } from './trouble';
import type { Owner } from './wanted';

/** An update is this, checkExists and create, for which n8n has 84 seconds in all. */
const WITHIN_MS = 20_000;

/**
 * n8n's delete: takes this node's address back out of Tencent and undoes what it did for it. Never
 * throws, since n8n would then keep the route and skip the next activation; what stays is logged.
 */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	try {
		if (endsTestRun(context)) return true;
		const url = context.getNodeWebhookUrl('default') ?? '';
		const data = context.getWorkflowStaticData('node');
		const state = readState(data);
		// Else there is no heartbeat to hold back, or this is a test run under a name of its own.
		if (state.registeredUrl !== undefined) beginLeaving(nodeKey(context));
		writeState(data, { registeredUrl: undefined });
		const owner = { instanceId: context.getInstanceId(), url, state };
		const settings = settingsOrNone(context);
		const released = await release(owner, pairsOf(owner, settings), {
			options: {
				port: livePort(context),
				pause: sleep,
				now: Date.now,
				patience: 2,
				until: Date.now() + WITHIN_MS,
			},
			site: await knownSite(context),
			existing: settings?.existing ?? 'stop',
		});
		for (const remark of released.remarks) warn(context, remark);
		for (const { pair, refusal } of released.refused) {
			warn(context, leftBehind(pair, owner, refusal));
		}
		const { key, refused } = released;
		// Not the stored one where a person changed it: the next activation must not bring that back.
		if (key) storeReleasedKey(data, key);
		if (refused.length === 0) writeState(data, NOTHING);
	} catch (error) {
		warn(context, `It could not be removed: ${reasonOf(error)}`);
	}
	return true;
}

function settingsOrNone(context: IHookFunctions): RegistrationSettings | undefined {
	try {
		return readSettings(context);
	} catch {
		return undefined;
	}
}

// What is stored comes first; where it got lost, the parameters say what this node has claimed.
function pairsOf({ state }: Owner, settings: RegistrationSettings | undefined): Pair[] {
	const stored = storedPair(state);
	const isAutomatic = settings !== undefined && !settings.isManual && settings.domain !== '';
	const chosen = isAutomatic ? [settings] : [];
	return stored ? [stored, ...chosen.filter((pair) => !samePair(pair, stored))] : chosen;
}

function leftBehind({ domain, app }: Pair, { url, state }: Owner, refusal: Refusal): string {
	const template = state.templateId === undefined ? '' : ` in the template ${state.templateId}`;
	const place = domain === '' ? '' : ` of ${plain(`${domain}/${app}`)}${template}`;
	return `${url} could not be taken out of the callbacks${place}. ${withoutRetry(troubleOfRefusal(refusal).text)} The operation 'Clean Up' of the node 'Tencent LVB' finds what is left.`;
}
