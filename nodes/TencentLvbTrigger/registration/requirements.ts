import type { IHookFunctions, ITriggerFunctions } from 'n8n-workflow';

import { callbackKeyProblem } from '../../callback';
import type { EventEntry } from '../../callback';
import { readPlace, siteOf } from '../../liveApi';
import type { Site } from '../../liveApi';
import type { Stop } from './plan';
import { addressProblem } from '../../callbackTemplate/publicAddress';
import type { RegistrationSettings } from './settings';
import { plain } from './stops';

type Context = IHookFunctions | ITriggerFunctions;

/** What a registration needs beside the parameters. */
export interface Requirements {
	site?: Site;
	/** From the credential, where the key is taken from there. */
	credentialKeys?: CredentialKeys;
}

export interface CredentialKeys {
	key: string;
	previousKey?: string;
}

/** Checks what an automatic registration needs before Tencent is asked. */
export async function checkRequirements(
	context: Context,
	settings: RegistrationSettings,
	{ url }: { url: string },
): Promise<Requirements | { stop: Stop }> {
	const hasSlots = settings.events.some((entry) => entry.slot !== null);
	const stop =
		eventsStop(settings) ??
		(hasSlots ? (placeStop(settings) ?? addressStop(url, settings)) : undefined);
	if (stop) return { stop };
	const site = await knownSite(context);
	const chinaOnly = settings.events.filter((entry) => entry.chinaOnly && entry.slot !== null);
	if (site === 'international' && chinaOnly.length > 0) return { stop: chinaOnlyStop(chinaOnly) };
	if (settings.keySource === 'generated') return { site };
	const credentialKeys = await readCredentialKeys(context);
	return 'stop' in credentialKeys ? credentialKeys : { site, credentialKeys };
}

/** Checks what a manual registration needs: a callback key, unless no selected event is signed. */
export async function checkManual(
	context: Context,
	{ events, acceptUnsigned }: RegistrationSettings,
): Promise<Stop | undefined> {
	if (events.length === 0) return NO_EVENTS;
	if (acceptUnsigned && events.every((entry) => !entry.signed)) return undefined;
	const keys = await readCredentialKeys(context);
	return 'stop' in keys ? keys.stop : undefined;
}

/** Reads the callback key from its credential. */
export async function readCredentialKeys(
	context: Context,
): Promise<CredentialKeys | { stop: Stop }> {
	let credential: { callbackKey?: unknown; previousCallbackKey?: unknown };
	try {
		credential = await context.getCredentials('tencentLvbCallbackApi');
	} catch {
		return { stop: NO_CREDENTIAL };
	}
	const { callbackKey, previousCallbackKey } = credential;
	const text = callbackKeyProblem(callbackKey);
	if (text !== undefined) return { stop: { reason: 'callbackKey', text } };
	return {
		key: callbackKey as string,
		previousKey: previousCallbackKey ? String(previousCallbackKey) : undefined,
	};
}

const NO_EVENTS: Stop = {
	reason: 'noEvents',
	text: "No event is selected, so nothing would ever arrive. Choose at least one under 'Events'.",
};

const NO_CREDENTIAL: Stop = {
	reason: 'noCallbackCredential',
	text: "This trigger takes its callback key from a 'Tencent LVB Callback API' credential, and none is selected or it no longer exists. Select one that holds the key of the callback template.",
};

function eventsStop({ events, keySource, acceptUnsigned }: RegistrationSettings): Stop | undefined {
	if (events.length === 0) return NO_EVENTS;
	if (events.some((entry) => entry.slot !== null)) return undefined;
	if (keySource === 'credential' || acceptUnsigned) return undefined;
	return {
		reason: 'nothingToRegister',
		text: `Nothing can be registered for ${labelsOf(events)}: no callback template holds an address for them, and without a key of yours they would be refused. Set 'Callback Key' to 'From Credential', switch on 'Accept Unsigned Events' for events that Tencent does not sign, or select another event.`,
	};
}

function placeStop({ domain, app }: RegistrationSettings): Stop | undefined {
	if (domain === '') {
		return {
			reason: 'noDomain',
			text: "'Push Domain' is empty, so Tencent can't be told whose events to send. Choose a domain, or set 'Registration' to 'Manual'.",
		};
	}
	if (app === '') {
		return {
			reason: 'noApp',
			text: "'App Name' is empty, so Tencent can't be told whose events to send. Enter the path that streams are pushed to, usually live.",
		};
	}
	const place = readPlace({ domain, app });
	if (place.ok) return undefined;
	return {
		reason: 'place',
		text: plain(`${place.message}, so no event could ever arrive. ${place.nextStep}.`),
	};
}

function addressStop(url: string, { allowPrivateUrl }: RegistrationSettings): Stop | undefined {
	const finding = addressProblem(url, { allowPrivate: allowPrivateUrl });
	return finding === undefined
		? undefined
		: {
				reason: 'address',
				text: `Tencent can't reach ${plain(url)}: it ${finding}. Set WEBHOOK_URL to a public https address of this n8n and restart it, or switch on 'Allow Private URL' if Tencent reaches it through a proxy of yours.`,
			};
}

const chinaOnlyStop = (entries: readonly EventEntry[]): Stop => ({
	reason: 'chinaOnly',
	text: `The international site of Tencent Cloud does not send ${labelsOf(entries)}. Remove it from 'Events', or choose China as site in the credential if your account belongs there.`,
});

const labelsOf = (entries: readonly EventEntry[]): string =>
	entries.map(({ label }) => `'${label}'`).join(', ');

/**
 * The site of the credential. Undefined without one: the first call will say so, and until then the
 * fields that both sites know are enough.
 */
export async function knownSite(context: Context): Promise<Site | undefined> {
	try {
		return await siteOf(context);
	} catch {
		return undefined;
	}
}
