import type { IHookFunctions, ITriggerFunctions } from 'n8n-workflow';

import { callbackKeyProblem, generateCallbackKey } from '../../callback/callbackKey';
import { CHINA_ONLY_SLOTS, slotOn, SLOTS } from '../../callbackTemplate/account';
import { templateName } from '../../callbackTemplate/ownership';
import type { Site } from '../../liveApi/transport';
import { fullSentence, type Refusal } from '../../liveApi/refusal';
import type { Memory } from '../memory/memory';
import {
	type Pair,
	type RegistrationSettings,
	samePair,
	type State,
	storedPair,
} from '../settings';
import { converge, type ConvergeOptions, type Settled } from './converge';
import { checkRequirements, type Requirements } from './requirements';
import { livePort, namesOf, peersAskedBy } from './ports';
import type { Asks, Place, Wanted } from './situation';
import { naming, type Trouble, troubleOfRefusal, troubleOfStop } from './words';

export interface ClaimOptions
	extends Omit<ConvergeOptions, 'port' | 'clock' | 'until' | 'observed' | 'askPeers'> {
	memory: Memory;
	/** `workflow id:node id` of a node whose look with `dryRun` may save its claim a reading. */
	node?: string;
	/** How long it may take in milliseconds, the wait for other workflows included. */
	withinMs: number;
	intent: Wanted['intent'];
	asks: Asks;
	/** Whether a key found at Tencent can be stored for the webhook; a heartbeat can't. */
	canStoreKey: boolean;
	/** Further keys that the webhook takes. */
	knownKeys?: readonly string[];
}

/** An activation or change by a person, who reads what is thrown. */
export const BY_PERSON = { intent: 'claim', asks: 'carrier' } as const;

/** An activation by n8n itself, which nobody reads of and which fights nobody. */
export const AT_START_OF_N8N = { intent: 'repair', asks: 'none' } as const;

/** A look every few minutes, which fights nobody either. */
export const BY_HEARTBEAT = { intent: 'repair', asks: 'all' } as const;

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
	{ owner, memory, ...options }: ClaimOptions & { owner: Owner },
): Promise<Claimed> {
	const requirements = await checkRequirements(context, settings, { url: owner.url });
	if ('stop' in requirements) {
		return { kind: 'trouble', trouble: troubleOfStop(requirements.stop), wrote: false };
	}
	const wanted = wantedByClaim(owner, settings, {
		requirements,
		intent: options.intent,
		asks: options.asks,
		knownKeys: knownKeys(owner, requirements, options),
	});
	const until = memory.now() + options.withinMs;
	const askPeers = peersAskedBy(context, memory);
	const converging = { ...options, port: livePort(context), clock: memory, until, askPeers };
	const giveBack = async (pairs: readonly Pair[]) =>
		await release(owner, pairs, {
			memory,
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
	const visit = { place: wanted.templateName, node: options.node };
	const settled = options.dryRun
		? await memory.places.look(visit, async () => await converge(wanted, converging))
		: await memory.places.work(visit, async (observed) => {
				const result = await converge(wanted, { ...converging, observed });
				const withdrawal = withdrawalAfter(result, wanted);
				if (withdrawal) await converge(withdrawal, converging);
				return result;
			});
	if (settled.kind === 'stopped' && options.intent === 'claim') {
		const names = await namesOf(context, settled.stop.workflows ?? []);
		return troubled({ ...settled, stop: naming(settled.stop, names) }, wanted);
	}
	if (settled.kind !== 'settled') return troubled(settled, wanted);
	if (options.dryRun) return { ...settled, wasDue: settled.wasDue || settled.strays.length > 0 };
	const { remarks, refused } = await giveBack(settled.strays);
	const left = refused.map(({ refusal, pair }) =>
		fullSentence(troubleOfRefusal(refusal, pair), { isRetried: true }),
	);
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
	{
		intent,
		canStoreKey,
		knownKeys: further = [],
	}: Pick<ClaimOptions, 'intent' | 'canStoreKey' | 'knownKeys'>,
): string[] | undefined {
	const mayLearn = canStoreKey && (credentialKeys === undefined || intent === 'claim');
	if (mayLearn || state.callbackKey === undefined) return undefined;
	return [
		state.callbackKey,
		...further,
		...(credentialKeys ? [credentialKeys.key, credentialKeys.previousKey ?? ''] : []),
	];
}

/** What came of giving domains and apps back. */
interface Released {
	remarks: readonly string[];
	/** A key that callbacks were signed with. */
	key?: string;
	/** What could not be given back, and why. */
	refused: readonly { pair: Pair; refusal: Refusal }[];
	isHalted: boolean;
}

/**
 * Gives back the domains and apps, and any others found on the way that are this node's too, except
 * for the one that is to be kept.
 */
export async function release(
	owner: Owner,
	pairs: readonly Pair[],
	{
		memory,
		options,
		...how
	}: ReleaseWay & { memory: Memory; options: Omit<ConvergeOptions, 'clock'> },
): Promise<Released> {
	const waiting = pairs.map((pair) => wantedByRelease(owner, pair, how));
	const remarks: string[] = [];
	const refused: { pair: Pair; refusal: Refusal }[] = [];
	let key: string | undefined;
	// Grows while it is walked.
	for (const wanted of waiting) {
		const work = async () => await converge(wanted, { ...options, clock: memory });
		const settled = await memory.places.work({ place: wanted.templateName }, work);
		if (settled.kind === 'halted') return { remarks, key, refused, isHalted: true };
		if (settled.kind === 'refused') refused.push({ pair: wanted, refusal: settled.refusal });
		if (settled.kind !== 'settled') continue;
		remarks.push(...settled.remarks);
		key ??= settled.key;
		const isNew = ({ templateName }: Place) =>
			waiting.every((one) => one.templateName !== templateName);
		const strays = settled.strays.filter(isNew);
		waiting.push(...strays.map((stray) => wantedByRelease(owner, stray, how)));
	}
	return { remarks, key, refused, isHalted: false };
}

/** Whose registration it is. */
export interface Owner {
	instanceId: string;
	/** The node's webhook address. */
	url: string;
	state: State;
}

/** What an activated node wants of its domain and app. */
function wantedByClaim(
	owner: Owner,
	settings: RegistrationSettings,
	{
		requirements: { site, credentialKeys },
		...how
	}: { requirements: Requirements } & Pick<Wanted, 'intent' | 'asks' | 'knownKeys'>,
): Wanted {
	const slots = settings.events.flatMap((entry) => slotOn(entry, site) ?? []);
	const released = wantedByRelease(owner, settings, { site, existing: settings.existing });
	const { domain, app, templateName: name } = released;
	return {
		...released,
		kept: slots.length > 0 ? { domain, app, templateName: name } : undefined,
		...how,
		slots: [...new Set(slots)],
		levels: settings.levels,
		keySource: settings.keySource,
		key: credentialKeys?.key ?? keptKey(owner.state, how.intent) ?? generateCallbackKey(),
		previousKey: credentialKeys?.previousKey,
	};
}

/** How a node is to give something back: `kept` is where its address stays. */
interface ReleaseWay {
	site?: Site;
	existing: Wanted['existing'];
	kept?: Place;
}

/** What a node that goes wants of a domain and app: to be nowhere. */
function wantedByRelease(
	{ instanceId, url, state }: Owner,
	{ domain, app, templateName: name }: Pair & Partial<Place>,
	{ site, existing, kept }: ReleaseWay,
): Wanted {
	const former = storedPair(state);
	const isStored = former !== undefined && samePair(former, { domain, app });
	return {
		intent: 'claim',
		domain,
		app,
		templateName: name ?? templateName(instanceId, { domain, app }),
		url,
		slots: [],
		levels: [],
		existing,
		keySource: 'generated',
		key: '',
		templateId: isStored ? state.templateId : undefined,
		previousTemplateIds: isStored ? formerIds(state) : [],
		asks: 'none',
		kept,
		siteSlots: site === 'china' ? SLOTS : SLOTS.filter((slot) => !CHINA_ONLY_SLOTS.includes(slot)),
	};
}

// Whoever has chosen a generated key no longer wants that of a credential in a new template; only
// where no person acts and nothing may be stored, it is the one that the webhook knows.
function keptKey(
	{ callbackKey, callbackKeyCredential }: State,
	intent: Wanted['intent'],
): string | undefined {
	if (callbackKeyCredential !== undefined && intent === 'claim') return undefined;
	return callbackKeyProblem(callbackKey) === undefined ? callbackKey : undefined;
}

// Stored as the note has it: newest first, joined by a hyphen.
const formerIds = ({ previousTemplateId = '' }: State): string[] =>
	String(previousTemplateId)
		.split('-')
		.filter((id) => id !== '');
