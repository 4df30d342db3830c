import type { IHookFunctions, INode, NodeOperationError } from 'n8n-workflow';

import type { Advice } from '../../advice';
import type { SlotName } from '../../callback/generated/events';
import { labelOfSlot, type Template } from '../../callbackTemplate/account';
import { MOST_SHARERS, sharersIn } from '../../callbackTemplate/sharers';
import { finalRefusal, operationError } from '../../liveApi/exception';
import { REFUSAL_GROUPS } from '../../liveApi/generated/refusals';
import { fullSentence, type Refusal, type RefusalCategory, type Told } from '../../liveApi/refusal';
import { warn } from '../log';
import { isUnattended } from '../settings';
import type { Stop, Wanted } from './situation';

type Pair = Pick<Wanted, 'domain' | 'app'>;

const stop = (reason: string, message: string, nextStep: string): Stop => ({
	reason,
	message,
	nextStep,
});

/** Tencent's and other people's text may reach a page of n8n as HTML. */
export const plain = (text: string): string => text.replace(/</g, '&lt;').replace(/>/g, '&gt;');

export const pairOf = ({ domain, app }: Pair): string => plain(`${domain}/${app}`);

export const templateOf = ({ name, id }: Pick<Template, 'name' | 'id'>): string =>
	`'${plain(name)}' (${id})`;

export function foreignTemplate(
	pair: Pair,
	template: Template,
	{ isOfWholeDomain }: { isOfWholeDomain: boolean },
): Stop {
	const where = isOfWholeDomain ? ', which holds for the whole domain and which' : ', which';
	return stop(
		'foreignTemplate',
		`${pairOf(pair)} already uses the callback template ${templateOf(template)}${where} this n8n did not make, so it was left alone`,
		"Set 'If the Domain Is Already in Use' to 'Add to It', which changes nothing for others, or to 'Take It Over', which takes their events away, or choose another 'Push Domain'.",
	);
}

export function boundToOther(pair: Pair, template: Template): Stop {
	return stop(
		'boundToOther',
		`${pairOf(pair)} now uses the callback template ${templateOf(template)}, which this workflow did not register, so its events no longer arrive here`,
		"Bind the former template again in Tencent's console, or choose what to do under 'If the Domain Is Already in Use' and publish the workflow again.",
	);
}

export function slotTaken(
	pair: Pair,
	template: Template,
	{ slots, url }: { slots: readonly SlotName[]; url: string },
): Stop {
	const taken = stop(
		'slotTaken',
		`${eventsOf(slots)} of ${pairOf(pair)} already ${slots.length > 1 ? 'go' : 'goes'} to ${ownersOf(template, { slots, url })}; Tencent sends each event to one address only`,
		"Remove that address in Tencent's console if nobody waits there any more, or remove the event from 'Events' here.",
	);
	return { ...taken, workflows: ownOwners(template, slots, url) };
}

export function slotFull(pair: Pair, template: Template, slots: readonly SlotName[]): Stop {
	const full = stop(
		'slotFull',
		`${eventsOf(slots)} of ${pairOf(pair)} already ${slots.length > 1 ? 'start' : 'starts'} ${MOST_SHARERS} workflows of this n8n, which is as many as can share an event`,
		"Unpublish one of them, remove the event from 'Events' here, or let one workflow call the other with the node 'Execute Workflow'.",
	);
	const sharers = slots.flatMap((slot) => sharersIn(template.slots[slot] ?? ''));
	return { ...full, workflows: [...new Set(sharers)] };
}

/** A tunnel or a proxy may be back for n8n's next try. */
const CARRIER_UNREACHABLE = 'carrierUnreachable';

export function carrierUnreachable(
	pair: Pair,
	template: Template,
	{ slots, url }: { slots: readonly SlotName[]; url: string },
): Stop {
	const carriers = [
		...new Set(slots.map((slot) => plain(sharersIn(template.slots[slot] ?? '')[0]))),
	].join(', ');
	return stop(
		CARRIER_UNREACHABLE,
		`${eventsOf(slots)} of ${pairOf(pair)} already ${slots.length > 1 ? 'go' : 'goes'} to another workflow of this n8n, which would hand ${slots.length > 1 ? 'them' : 'it'} on to this one, but this n8n can't reach its own address ${plain(new URL(url).origin)}`,
		`Make that address reachable from the machine that n8n runs on and publish the workflow again, or let the other workflow call this one with the node 'Execute Workflow'. The other workflow is the one whose trigger shows ${carriers} under 'Webhook URLs'.`,
	);
}

export function formerAddress(
	pair: Pair,
	template: Template,
	{ slots, url }: { slots: readonly SlotName[]; url: string },
): Stop {
	return stop(
		'formerAddress',
		`${eventsOf(slots)} of ${pairOf(pair)} ${slots.length > 1 ? 'go' : 'goes'} to ${ownersOf(template, { slots, url })}, a former address or a copy of this n8n`,
		"If it is no longer in use, set 'If the Domain Is Already in Use' to 'Take It Over', which ends its events, and publish the workflow again; if it is, unpublish the workflow there first.",
	);
}

export function slotOccupied(
	pair: Pair,
	template: Template,
	{ slots, url }: { slots: readonly SlotName[]; url: string },
): Stop {
	return stop(
		'slotOccupied',
		`The callback template ${templateOf(template)} of ${pairOf(pair)} already sends ${eventsOf(slots)} to ${ownersOf(template, { slots, url })}, so this workflow can't be added to it`,
		"Remove the event from 'Events', remove that address in Tencent's console, or set 'If the Domain Is Already in Use' to 'Take It Over', after which nobody else gets events of this domain.",
	);
}

export function joinWithoutKey(pair: Pair, template: Template): Stop {
	return stop(
		'joinWithoutKey',
		`The callback template ${templateOf(template)} of ${pairOf(pair)} has no callback key, so its events could not be told from forged ones and this workflow was not added to it`,
		"Give it a callback key in Tencent's console, or set 'If the Domain Is Already in Use' to 'Take It Over', after which nobody else gets events of this domain.",
	);
}

export function joinWriteOnly(pair: Pair, template: Template, slot: SlotName): Stop {
	return stop(
		'joinWriteOnly',
		`'${labelOfSlot(slot)}' can't be added to the callback template ${templateOf(template)} of ${pairOf(pair)}: Tencent does not show whether it goes somewhere else already`,
		"Remove it from 'Events', or set 'If the Domain Is Already in Use' to 'Take It Over', after which nobody else gets events of this domain.",
	);
}

export function sharedKey(pair: Pair, template: Template): Stop {
	return stop(
		'sharedKey',
		`The callback template ${templateOf(template)} of ${pairOf(pair)} has another callback key than the credential, and other workflows depend on it, so it was not changed`,
		"Enter the template's key as 'Previous Callback Key' of the credential to change it for all of them, set 'Callback Key' to 'Generated' to use the template's key, or unpublish the other workflows of this domain first.",
	);
}

export function keyOutsideCredential(pair: Pair, template: Template): Stop {
	return stop(
		'keyOutsideCredential',
		`The callback key of the template ${templateOf(template)} of ${pairOf(pair)} is neither of those in the 'Tencent LVB Callback API' credential, so its events are refused`,
		'Enter it there, or set the key of the credential in the template.',
	);
}

export function noteTooLong(pair: Pair, slot: SlotName): Stop {
	return stop(
		'noteTooLong',
		`'${labelOfSlot(slot)}' of ${pairOf(pair)} can't be registered: this workflow's webhook URL is too long to be noted in Tencent's template`,
		"Remove it from 'Events', or shorten the URL that n8n is reached at.",
	);
}

export const keyNotStored = (pair: Pair, template: Template): string =>
	`The callback key of the template ${templateOf(template)} of ${pairOf(pair)} is not the one that this workflow has stored. Its events are accepted all the same. Unpublish the workflow and publish it again to store the key, so that the former one is refused from then on.`;

export const leftSlot = (template: Template, slots: readonly SlotName[]): string =>
	`Tencent did not empty ${slots.join(', ')} of the callback template ${templateOf(template)}. Empty it in Tencent's console.`;

export const formerGone = (pair: Pair, ids: readonly string[]): string =>
	`The callback template ${ids.join(', ')} that ${pairOf(pair)} used before no longer exists, so it was not put back.`;

export const formerUnbound = (template: Template, ids: readonly string[]): string =>
	`The callback template ${templateOf(template)}, which no domain used any more, was removed. It had taken the place of the template ${ids.join(', ')}, for a domain that is no longer known. Bind that one again in Tencent's console if it is still needed.`;

export const leftTemplate = (template: Template): string =>
	`The callback template ${templateOf(template)} is used by another domain or app, or by a whole domain, too, and was left there.`;

const eventsOf = (slots: readonly SlotName[]): string =>
	slots.map((slot) => `'${labelOfSlot(slot)}'`).join(', ');

function ownersOf(
	template: Template,
	{ slots, url }: { slots: readonly SlotName[]; url: string },
): string {
	const owners = [...new Set(slots.map((slot) => template.slots[slot] ?? ''))];
	return owners
		.map((owner) => (sameOrigin(owner, url) ? `${plain(owner)} (this n8n)` : plain(owner)))
		.join(', ');
}

const ownOwners = (template: Template, slots: readonly SlotName[], url: string): string[] => {
	const owners = slots.flatMap((slot) => sharersIn(template.slots[slot] ?? ''));
	return [...new Set(owners)].filter((owner) => sameOrigin(owner, url));
};

/** A stop with the names of the workflows that it is about, as far as they could be learned. */
export const naming = (stopped: Stop, names: readonly string[]): Stop => {
	if (names.length === 0) return stopped;
	const quoted = names.map((name) => `"${plain(name)}"`).join(', ');
	const what = names.length === 1 ? 'the workflow' : 'the workflows';
	return { ...stopped, message: `${stopped.message} (${what} ${quoted})` };
};

function sameOrigin(owner: string, url: string): boolean {
	return URL.canParse(owner) && new URL(owner).origin === new URL(url).origin;
}

/** Why a registration is not as it should be. */
export type Trouble = Told & {
	/** False where it passes by itself. */
	isForPerson: boolean;
	/** Whether it is for a person, and yet may be gone within seconds. */
	mayPass?: boolean;
	/** The same for the same trouble, whatever numbers the words hold. */
	kind: string;
};

export const troubleOfStop = ({ reason, message, nextStep }: Stop): Trouble => ({
	isForPerson: true,
	mayPass: reason === CARRIER_UNREACHABLE,
	kind: `${reason}: ${message}. ${nextStep}`,
	message,
	nextStep,
});

/** A refusal in words; `entered` is what Tencent was given, where the text is to name it. */
export function troubleOfRefusal(refusal: Refusal, entered?: Entered): Trouble {
	const { kind, category, code, requestId } = refusal;
	const said: Advice & Pick<Refusal, 'besidesRetry'> =
		code === 'InvalidParameter' ? UNSAID : refusal;
	const names =
		entered !== undefined && kind === 'person' && !ABOUT_ELSE.includes(category)
			? namesOf(entered, code)
			: undefined;
	return {
		isForPerson: kind === 'person',
		kind: `${category} ${code}`,
		message: names === undefined ? said.message : `${said.message} (${names})`,
		nextStep: said.nextStep,
		besidesRetry: said.besidesRetry,
		code,
		requestId,
	};
}

/** What a person has entered of a registration; the domain is empty where it is not known. */
interface Entered {
	domain: string;
	app: string;
	/** The node's webhook address. */
	url?: string;
}

/** Refusals of these kinds have nothing to do with what was entered in the trigger. */
const ABOUT_ELSE: readonly RefusalCategory[] = [
	...(['auth', 'permission', 'credential'] as const),
	...(['network', 'timeout', 'http', 'malformed', 'stopped'] as const),
];

function namesOf({ domain, app, url }: Entered, code: string): string | undefined {
	const addressRefused: readonly string[] = REFUSAL_GROUPS.addressRefused;
	if (url !== undefined && addressRefused.includes(code)) return plain(url);
	return domain === '' ? undefined : `'Push Domain' ${plain(domain)}, 'App Name' ${plain(app)}`;
}

/**
 * For the code by which Tencent says no more than that some value is wrong, a domain of another
 * account among them: what of a registration a person can have entered.
 */
const UNSAID: Advice = {
	message: 'Tencent refused what the trigger is set to',
	nextStep:
		"Check that 'Push Domain' is a push domain of this account and 'App Name' the path that streams are pushed to, usually live.",
};

/** The exception for a person, of which n8n shows the message only. */
export const exceptionFor = (node: INode, told: Told): NodeOperationError =>
	operationError(node, fullSentence(told));

/** What an exception says, for a text. */
export const reasonOf = (error: unknown): string =>
	plain(String((error as Error | undefined)?.message ?? error));

/**
 * Tells trouble to whoever can hear it. Passing trouble is left to the heartbeat, which looks again
 * unless there is none.
 *
 * @throws WebhookPathTakenError, which n8n does not repeat, where a person waits for the outcome and
 * has to act; NodeOperationError, which it does, where that may help
 */
export function tell(
	context: IHookFunctions,
	trouble: Trouble,
	{ looksAgain = true }: { looksAgain?: boolean } = {},
): void {
	if (trouble.isForPerson && !isUnattended(context)) {
		if (trouble.mayPass) throw exceptionFor(context.getNode(), trouble);
		throw finalRefusal(context.getNode(), fullSentence(trouble));
	}
	const next = looksAgain
		? 'The workflow stays active, and this is tried again every 5 minutes.'
		: 'The workflow stays active; publish it again after that.';
	warn(context, `${fullSentence(trouble, { isRetried: true })} ${next}`);
}
