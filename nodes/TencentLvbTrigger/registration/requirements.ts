import type { IHookFunctions, ITriggerFunctions } from 'n8n-workflow';

import { readCallbackKeys } from '../../callback/callbackKey';
import type { EventEntry } from '../../callback/generated/events';
import { slotOn } from '../../callbackTemplate/account';
import { addressProblem, isTencentInReach } from '../../callbackTemplate/address';
import { isUnanswerable, isWithoutId } from '../../callbackTemplate/ownership';
import { knownSite, type Site } from '../../liveApi/transport';
import { PUSH_PLACE, readPlace } from '../../liveApi/names';
import { isUnattended, type RegistrationSettings } from '../settings';
import { filterProblems } from '../streamNames';
import type { Stop } from './situation';
import { plain } from './words';

type Context = IHookFunctions | ITriggerFunctions;

/** What a registration needs beside the parameters. */
export interface Requirements {
	site?: Site;
	/** From the credential, where the key is taken from there. */
	credentialKeys?: CredentialKeys;
}

interface CredentialKeys {
	key: string;
	previousKey?: string;
}

/** Checks what an automatic registration needs before Tencent is asked. */
export async function checkRequirements(
	context: Context,
	settings: RegistrationSettings,
	{ url }: { url: string },
): Promise<Requirements | { stop: Stop }> {
	const site = await knownSite(context);
	const hasSlots = settings.events.some((entry) => slotOn(entry, site) !== null);
	const stop =
		unansweredStop(context, url) ??
		siteStop(settings, site) ??
		eventsStop(settings, { hasSlots }) ??
		filterStop(settings) ??
		(hasSlots ? (placeStop(settings) ?? (await addressStop(context, url, settings))) : undefined);
	if (stop) return { stop };
	if (settings.keySource === 'generated') return { site };
	const credentialKeys = await readCredentialKeys(context);
	return 'stop' in credentialKeys ? credentialKeys : { site, credentialKeys };
}

/** Checks what a manual registration needs: a callback key, unless no selected event is signed. */
export async function checkManual(
	context: Context,
	settings: RegistrationSettings,
): Promise<Stop | undefined> {
	const { events, acceptUnsigned } = settings;
	if (events.length === 0) return NO_EVENTS;
	const stop = filterStop(settings);
	if (stop) return stop;
	if (acceptUnsigned && events.every((entry) => !entry.signed)) return undefined;
	const keys = await readCredentialKeys(context);
	return 'stop' in keys ? keys.stop : undefined;
}

/** Reads the callback key from its credential. */
export async function readCredentialKeys(
	context: Context,
): Promise<CredentialKeys | { stop: Stop }> {
	let credential: Record<string, unknown>;
	try {
		credential = await context.getCredentials('tencentLvbCallbackApi');
	} catch {
		return { stop: NO_CREDENTIAL };
	}
	const { key = '', previousKey, problem } = readCallbackKeys(credential);
	if (problem === undefined) return { key, previousKey };
	// The words for a key say the next step themselves.
	return { stop: { reason: 'callbackKey', message: problem.replace(/\.$/, ''), nextStep: '' } };
}

const NO_EVENTS: Stop = {
	reason: 'noEvents',
	message: 'No event is selected, so nothing would ever arrive',
	nextStep: "Choose at least one under 'Events'.",
};

const NO_CREDENTIAL: Stop = {
	reason: 'noCallbackCredential',
	message:
		"This trigger takes its callback key from a 'Tencent LVB Callback API' credential, and none is selected or it no longer exists",
	nextStep: 'Select one that holds the key of the callback template.',
};

function eventsStop(
	{ events, keySource, acceptUnsigned }: RegistrationSettings,
	{ hasSlots }: { hasSlots: boolean },
): Stop | undefined {
	if (events.length === 0) return NO_EVENTS;
	if (hasSlots || keySource === 'credential' || acceptUnsigned) return undefined;
	return {
		reason: 'nothingToRegister',
		message: `Nothing can be registered for ${labelsOf(events)}: Tencent's API takes no address for them, and without a key of yours they would be refused`,
		nextStep:
			"Enter this node's production URL in Tencent's console, and set 'Registration' to 'Manual' or 'Callback Key' to 'From Credential', switch on 'Accept Unsigned Events' for events that Tencent does not sign, or select another event.",
	};
}

/** Why no event with a stream name would ever pass the filter. */
export function filterStop({ streamNameFilter }: RegistrationSettings): Stop | undefined {
	const { isEmpty, problems } = filterProblems(streamNameFilter);
	return isEmpty ? { reason: 'streamNameFilter', ...problems[0] } : undefined;
}

function placeStop({ domain, app }: RegistrationSettings): Stop | undefined {
	if (domain === '') {
		return {
			reason: 'noDomain',
			message: "'Push Domain' is empty, so Tencent can't be told whose events to send",
			nextStep: "Choose a domain, or set 'Registration' to 'Manual'.",
		};
	}
	if (app === '') {
		return {
			reason: 'noApp',
			message: "'App Name' is empty, so Tencent can't be told whose events to send",
			nextStep: 'Enter the path that streams are pushed to, usually live.',
		};
	}
	const place = readPlace({ domain, app }, PUSH_PLACE);
	if (place.ok) return undefined;
	return {
		reason: 'place',
		message: plain(`${place.message}, so no event could ever arrive`),
		nextStep: plain(`${place.nextStep}.`),
	};
}

async function addressStop(
	context: Context,
	url: string,
	settings: RegistrationSettings,
): Promise<Stop | undefined> {
	const finding = await privateFinding(context, url, settings);
	return finding === undefined
		? undefined
		: {
				reason: 'address',
				message: `Tencent can't reach ${plain(url)}: it ${finding}`,
				nextStep: `Set WEBHOOK_URL to a public https address of this n8n and restart it, or switch on 'Allow Private URL' under 'Options' of '${plain(context.getNode().name)}' if Tencent reaches it through a proxy of yours.`,
			};
}

/**
 * Why n8n does not answer at the node's address, or will not for long. Where n8n acts on its own, an
 * address that is answered for now stays.
 */
export function unansweredStop(context: Context, url: string): Stop | undefined {
	const { name: nodeName, webhookId } = context.getNode();
	const whose = { workflowId: context.getWorkflow().id, nodeName };
	const isBad = isUnanswerable(url) || (!isUnattended(context) && isWithoutId(url, whose));
	if (!isBad) return undefined;
	const nextStep = webhookId
		? 'Remove the trigger, add it anew, and publish the workflow again.'
		: "Open the workflow in n8n's editor, move a node, save the workflow, and publish it again.";
	return {
		reason: 'noWebhookId',
		message: `n8n has no address of its own for '${plain(nodeName)}', only ${plain(url)}, at which no event would arrive for long: the workflow was imported by a command or made by a program`,
		nextStep,
	};
}

/**
 * Why Tencent can't call the node's address, as what follows "it" in a sentence. Undefined where
 * nothing speaks against it, where that is allowed, and where Tencent's place is in this network.
 */
async function privateFinding(
	context: Context,
	url: string,
	{ allowPrivateUrl }: RegistrationSettings,
): Promise<string | undefined> {
	const finding = addressProblem(url, { allowPrivate: allowPrivateUrl });
	const allows = finding !== undefined && (await isTencentInReach(context));
	return allows ? addressProblem(url, { allowPrivate: true }) : finding;
}

function siteStop({ events }: RegistrationSettings, site?: Site): Stop | undefined {
	const chinaOnly = events.filter((entry) => entry.chinaOnly);
	return site === 'international' && chinaOnly.length > 0 ? chinaOnlyStop(chinaOnly) : undefined;
}

const chinaOnlyStop = (entries: readonly EventEntry[]): Stop => ({
	reason: 'chinaOnly',
	message: `The international site of Tencent Cloud does not send ${labelsOf(entries)}`,
	nextStep:
		"Remove it from 'Events', or choose China as site in the credential if your account belongs there.",
});

const labelsOf = (entries: readonly EventEntry[]): string =>
	entries.map(({ label }) => `'${label}'`).join(', ');
