import { sleep } from 'n8n-workflow';
import type { IHookFunctions, ITriggerFunctions } from 'n8n-workflow';

import { converge } from './converge';
import type { ConvergeOptions, Settled } from './converge';
import { livePort } from './livePort';
import { withPairLocked } from './pairLock';
import type { Wanted } from './plan';
import { checkRequirements } from './requirements';
import type { Requirements } from './requirements';
import type { RegistrationSettings } from './settings';
import { samePair, storedPair } from './state';
import { troubleOfRefusal, troubleOfStop } from './trouble';
import type { Trouble } from './trouble';
import { wantedByClaim, wantedByRelease } from './wanted';
import type { Owner } from './wanted';

export interface ClaimOptions extends Omit<ConvergeOptions, 'port' | 'pause' | 'now'> {
	intent: Wanted['intent'];
	/** Whether a key found at Tencent can be stored for the webhook; a heartbeat can't. */
	canStoreKey: boolean;
	/** Further keys that the webhook takes. */
	knownKeys?: readonly string[];
}

/** How a claim ended. */
export type Claimed =
	| Extract<Settled, { kind: 'settled' }>
	| {
			kind: 'trouble';
			trouble: Trouble;
			/** Something may have changed at Tencent. */
			wrote: boolean;
			/** The key that Tencent will be given later, for the webhook to know it by then. */
			key?: string;
			/** The domain and app that the node had before are not free yet. */
			holdsFormer?: boolean;
	  }
	| { kind: 'halted' };

/** Makes the selected events of a domain and app arrive at the node's address. Never throws. */
export async function claim(
	context: IHookFunctions | ITriggerFunctions,
	settings: RegistrationSettings,
	{ owner, ...options }: ClaimOptions & { owner: Owner },
): Promise<Claimed> {
	const requirements = await checkRequirements(context, settings, { url: owner.url });
	if ('stop' in requirements) {
		return { kind: 'trouble', trouble: troubleOfStop(requirements.stop), wrote: false };
	}
	const wanted = wantedByClaim(owner, settings, {
		requirements,
		intent: options.intent,
		knownKeys: knownKeys(owner, requirements, options),
	});
	const surroundings = { ...options, port: livePort(context), pause: sleep, now: Date.now };

	const former = storedPair(owner.state);
	if (former && !samePair(former, settings)) {
		if (options.dryRun) return { kind: 'settled', wasDue: true, remarks: [] };
		const { site } = requirements;
		const release = wantedByRelease(owner, former, { site, existing: settings.existing });
		const released = await withPairLocked(
			former,
			async () => await converge(release, surroundings),
		);
		if (released.kind === 'halted') return released;
		if (released.kind === 'refused') {
			const trouble = troubleOfRefusal(released.refusal);
			return { kind: 'trouble', trouble, wrote: false, key: wanted.key, holdsFormer: true };
		}
	}
	if (wanted.domain === '') return { kind: 'settled', wasDue: false, remarks: [] };
	return claimed(
		await withPairLocked(wanted, async () => await converge(wanted, surroundings)),
		wanted,
	);
}

function claimed(settled: Settled, { key }: Wanted): Claimed {
	if (settled.kind === 'settled' || settled.kind === 'halted') return settled;
	const { wrote } = settled;
	const trouble =
		settled.kind === 'stopped' ? troubleOfStop(settled.stop) : troubleOfRefusal(settled.refusal);
	return { kind: 'trouble', trouble, wrote, key };
}

// A template's key that the webhook does not take would turn every event away.
function knownKeys(
	{ state }: Owner,
	{ credentialKeys }: Requirements,
	{ intent, canStoreKey, knownKeys: further = [] }: ClaimOptions,
): string[] | undefined {
	const mayLearn = canStoreKey && (credentialKeys === undefined || intent === 'claim');
	if (mayLearn || state.callbackKey === undefined) return undefined;
	return [
		state.callbackKey,
		...further,
		...(credentialKeys ? [credentialKeys.key, credentialKeys.previousKey ?? ''] : []),
	].filter((key) => key !== '');
}
