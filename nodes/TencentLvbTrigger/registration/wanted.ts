import { callbackKeyProblem, generateCallbackKey } from '../../callback';
import type { Site } from '../../liveApi';
import type { Place, Wanted } from './plan';
import type { Requirements } from './requirements';
import type { RegistrationSettings } from './settings';
import { CHINA_ONLY_SLOTS, slotOn, SLOTS } from '../../callbackTemplate/slots';
import { samePair, storedPair } from './state';
import type { Pair, State } from './state';
import { templateName } from '../../callbackTemplate/templateNote';

/** Whose registration it is. */
export interface Owner {
	instanceId: string;
	/** The node's webhook address. */
	url: string;
	state: State;
}

/** What an activated node wants of its domain and app. */
export function wantedByClaim(
	owner: Owner,
	settings: RegistrationSettings,
	{
		requirements: { site, credentialKeys },
		intent,
		knownKeys,
	}: { requirements: Requirements; intent: Wanted['intent']; knownKeys?: readonly string[] },
): Wanted {
	const slots = settings.events.flatMap((entry) => slotOn(entry, site) ?? []);
	const released = wantedByRelease(owner, settings, { site, existing: settings.existing });
	const { domain, app, templateName: name } = released;
	return {
		...released,
		kept: slots.length > 0 ? { domain, app, templateName: name } : undefined,
		intent,
		slots: [...new Set(slots)],
		levels: settings.levels,
		keySource: settings.keySource,
		key: credentialKeys?.key ?? keptKey(owner.state, intent) ?? generateCallbackKey(),
		previousKey: credentialKeys?.previousKey,
		knownKeys,
	};
}

/** How a node is to give something back: `kept` is where its address stays. */
export interface ReleaseWay {
	site?: Site;
	existing: Wanted['existing'];
	kept?: Place;
}

/** What a node that goes wants of a domain and app: to be nowhere. */
export function wantedByRelease(
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
