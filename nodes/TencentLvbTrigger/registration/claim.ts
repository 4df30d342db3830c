import { sleep } from 'n8n-workflow';
import type { IHookFunctions, ITriggerFunctions } from 'n8n-workflow';

import { converge } from './converge';
import type { ConvergeOptions, Settled } from './converge';
import { livePort } from './livePort';
import { observe, takeObservation } from './observation';
import { withPairLocked } from './pairLock';
import type { Wanted } from './plan';
import { release } from './release';
import { checkRequirements } from './requirements';
import type { Requirements } from './requirements';
import type { RegistrationSettings } from './settings';
import { samePair, storedPair } from './state';
import type { Pair } from './state';
import { troubleOfRefusal, troubleOfStop } from './trouble';
import type { Trouble } from './trouble';
import { wantedByClaim } from './wanted';
import type { Owner } from './wanted';

export interface ClaimOptions
	extends Omit<ConvergeOptions, 'port' | 'pause' | 'now' | 'until' | 'observed'> {
	/** `workflow id:node id` of a node whose look with `dryRun` may save its claim a reading. */
	node?: string;
	/** How long it may take in milliseconds, the wait for other workflows included. */
	withinMs: number;
	intent: Wanted['intent'];
	/** Whether a key found at Tencent can be stored for the webhook; a heartbeat can't. */
	canStoreKey: boolean;
	/** Further keys that the webhook takes. */
	knownKeys?: readonly string[];
}

/** How a claim ended. */
export type Claimed =
	| Omit<Extract<Settled, { kind: 'settled' }>, 'strays'>
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
	const until = Date.now() + options.withinMs;
	const converging = { ...options, port: livePort(context), pause: sleep, now: Date.now, until };
	const giveBack = async (pairs: readonly Pair[]) =>
		await release(owner, pairs, {
			options: converging,
			kept: wanted.kept,
			site: requirements.site,
			existing: settings.existing,
		});

	const former = storedPair(owner.state);
	const ofFormer: string[] = [];
	if (former && !samePair(former, settings)) {
		if (options.dryRun) return { ...NOTHING_CLAIMED, wasDue: true };
		const { isHalted, refused, remarks } = await giveBack([former]);
		ofFormer.push(...remarks);
		if (isHalted) return { kind: 'halted' };
		if (refused.length > 0) {
			const trouble = troubleOfRefusal(refused[0].refusal, refused[0].pair);
			return { kind: 'trouble', trouble, wrote: false, key: wanted.key, holdsFormer: true };
		}
	}

	if (wanted.domain === '') return { ...NOTHING_CLAIMED, wasDue: false, remarks: ofFormer };
	const { node } = options;
	const settled = options.dryRun
		? await observe(node, wanted, async () => await converge(wanted, converging))
		: await withPairLocked(wanted, async (turn) => {
				const observed = takeObservation(node, wanted, turn);
				const result = await converge(wanted, { ...converging, observed });
				const withdrawal = withdrawalAfter(result, wanted);
				if (withdrawal) await converge(withdrawal, converging);
				return result;
			});
	if (settled.kind !== 'settled') return troubled(settled, wanted);
	if (options.dryRun) return { ...settled, wasDue: settled.wasDue || settled.strays.length > 0 };
	const { remarks, refused } = await giveBack(settled.strays);
	const left = refused.map(({ refusal, pair }) => troubleOfRefusal(refusal, pair).text);
	return { ...settled, remarks: [...ofFormer, ...settled.remarks, ...remarks, ...left] };
}

/**
 * What to take back where nobody is there to try again with other settings: a template that can't be
 * bound must not stay, and no more must one that was made while somebody else bound another.
 */
function withdrawalAfter(settled: Settled, wanted: Wanted): Wanted | undefined {
	if (wanted.intent !== 'repair' || settled.kind === 'settled' || settled.kind === 'halted') {
		return undefined;
	}
	if (!settled.wrote) return undefined;
	if (settled.kind === 'refused' && settled.refusal.kind !== 'person') return undefined;
	const { before, kind } = settled;
	return { ...wanted, slots: [], withdrawal: { before, isRefused: kind === 'refused' } };
}

const NOTHING_CLAIMED = { kind: 'settled', previousTemplateIds: [], remarks: [] } as const;

function troubled(
	settled: Exclude<Settled, { kind: 'settled' }>,
	wanted: Wanted,
): Exclude<Claimed, { kind: 'settled' }> {
	if (settled.kind === 'halted') return settled;
	const { wrote } = settled;
	const trouble =
		settled.kind === 'stopped'
			? troubleOfStop(settled.stop)
			: troubleOfRefusal(settled.refusal, wanted);
	return { kind: 'trouble', trouble, wrote, key: wanted.key };
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
