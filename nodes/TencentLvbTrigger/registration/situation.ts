import type { Advice } from '../../advice';
import type { SlotName } from '../../callback/generated/events';
import {
	addressesIn,
	type Found,
	type Rule,
	ruleFor,
	sameId,
	type Slots,
	type Template,
	type TemplateId,
	WRITE_ONLY_SLOT,
} from '../../callbackTemplate/account';
import { isNameFor, readNote } from '../../callbackTemplate/ownership';
import type { ExistingTemplate, Pair } from '../settings';

/** What a node wants of a push domain and app. */
export interface Wanted {
	/** `claim` is a person's activation; `repair` (start of n8n, heartbeat) fights nobody. */
	intent: 'claim' | 'repair';
	/** Lower case; empty where only the name of a template that was left is known. */
	domain: string;
	app: string;
	/** Name that marks a template of this n8n for this domain and app. */
	templateName: string;
	/** The node's own webhook address, which it wants in `slots` and nowhere else. */
	url: string;
	/** Slots to claim; none at all means to give everything back. */
	slots: readonly SlotName[];
	/** Severities of recording exceptions. */
	levels: readonly string[];
	existing: ExistingTemplate;
	keySource: 'generated' | 'credential';
	/** The credential's key, or the one that a template of ours gets where it has none. */
	key: string;
	/** The credential's previous key, which the webhook takes as well. */
	previousKey?: string;
	/** Keys that the webhook takes already; undefined where a template's key can still be stored. */
	knownKeys?: readonly string[];
	/** The template that this node used last, where that is stored. */
	templateId?: TemplateId;
	/** The templates that ours displaced, newest first, where that is stored. */
	previousTemplateIds: readonly string[];
	/** Which of those that it would share a slot with are asked whether n8n still knows them. */
	asks: Asks;
	/** Where the node's address belongs: nothing that clears up elsewhere touches it. */
	kept?: Place;
	/** Takes back what a repair made and could not bind. */
	withdrawal?: Withdrawal;
	/** Slots that the site knows; others are never sent. */
	siteSlots: readonly SlotName[];
}

/**
 * Nobody while n8n starts, since those that start later are not there yet; the carrier before a slot
 * is shared, since what comes arrives through it; everybody whenever the heart beats, so that who is
 * gone is taken out.
 */
export type Asks = 'none' | 'carrier' | 'all';

/** What an address of a trigger of this n8n says of itself. */
export type Peer =
	| 'there'
	/** n8n knows no such webhook. */
	| 'gone'
	/** Something else answers, or nobody. */
	| 'unreachable';

/** Ids of what was there before a repair wrote anything. */
export interface Before {
	templates: readonly TemplateId[];
	/** Those that held the node's address. */
	holders: readonly TemplateId[];
}

export interface Withdrawal {
	before: Before;
	/** Whether Tencent refused to bind, rather than that somebody else did. */
	isRefused: boolean;
}

/** A push domain and app with the name of this n8n's template for them. */
export interface Place extends Pair {
	templateName: string;
}

/** One write to Tencent. `bind` without an id binds the template that was created just before. */
export type Step =
	| { kind: 'createTemplate'; body: Record<string, unknown> }
	| {
			kind: 'modifyTemplate';
			id: TemplateId;
			body: Record<string, unknown>;
			/** Slots that must be found empty afterwards. */
			emptied: readonly SlotName[];
			/** Whether others have an address in it too, or may be putting one there at the moment. */
			isShared: boolean;
	  }
	| { kind: 'bind'; id?: TemplateId; overRule: boolean }
	| { kind: 'unbind' }
	| { kind: 'deleteTemplate'; id: TemplateId };

/** Why a person has to decide. */
export type Stop = Advice & {
	reason: string;
	/** Addresses of workflows of this n8n that it is about, by which their names can be learned. */
	workflows?: readonly string[];
};

/** The way from what was found to what is wanted. Without steps, nothing is to do. */
export type Plan =
	| { stop: Stop }
	/** Addresses to ask first, see `Learned.peers`. */
	| { ask: readonly string[] }
	| Way;

/** What is to be done, and what comes of it. */
export type Way = {
	steps: readonly Step[];
	/** Whether the outcome shows only in another reading, after which to plan again. */
	readBack: boolean;
	/** Whether `createTemplate` makes the successor of a template that can't be changed. */
	succeeds: boolean;
	/** The key in force once the steps are done; undefined where nothing is claimed. */
	key?: string;
	/** The template in use once the steps are done; undefined for one to be created. */
	templateId?: TemplateId;
	/** What it displaced, newest first. */
	previousTemplateIds: readonly string[];
	/** What stays as it is though it should not, in words for the log. */
	remarks: readonly string[];
	/** What a repair leaves to a person while it mends the rest. */
	report?: Stop;
};

/** How Tencent turned out to behave, which is not documented. */
export interface Learned {
	/** Ids of templates in which a slot did not empty. */
	stuck: ReadonlySet<string>;
	/** Whether a rule can't be put in another one's place. */
	overRuleRefused: boolean;
	/** Whether no successor can be created. */
	noRoom: boolean;
	/** What others that share a slot have said in this run, by address. */
	peers: ReadonlyMap<string, Peer>;
}

export const NOTHING_LEARNED: Learned = {
	stuck: new Set(),
	overRuleRefused: false,
	noRoom: false,
	peers: new Map(),
};

/** A template with what its name and description tell. */
export interface Seen extends Template {
	isOurs: boolean;
	/** Noted in a template of ours: what it displaced, newest first. */
	previousTemplateIds: readonly string[];
	/** Whether a rule of another domain or app, or of the whole domain, uses it. */
	isBoundElsewhere: boolean;
}

/** The account as seen from one push domain and app. */
export interface Situation {
	/** The rule of this very domain and app. */
	rule?: Rule;
	/** The template in force: that of the rule, where it exists, else that of the whole domain. */
	bound?: Seen;
	/** Whether `bound` is so by a rule of the whole domain only, which is never this node's. */
	isOfWholeDomain: boolean;
	/** Templates of ours for this domain and app, the one in use or most in use first. */
	ours: readonly Seen[];
	templates: readonly Seen[];
}

export function lookAt(wanted: Wanted, found: Found): Situation {
	const isHere = (rule: Rule) => rule.domain === wanted.domain && rule.app === wanted.app;
	const templates = found.templates.map((template): Seen => {
		const isOurs = template.name === wanted.templateName;
		const isBoundElsewhere = found.rules.some(
			(rule) => sameId(rule.templateId, template.id) && !isHere(rule),
		);
		if (!isOurs) return { ...template, isOurs, isBoundElsewhere, previousTemplateIds: [] };
		const { previousTemplateIds, recordingStatusUrl } = readNote(template.description);
		const slots = recordingStatusUrl
			? { ...template.slots, [WRITE_ONLY_SLOT]: recordingStatusUrl }
			: template.slots;
		return { ...template, slots, isOurs, previousTemplateIds, isBoundElsewhere };
	});
	const rule = found.rules.find(isHere);
	const templateOf = (one: Rule | undefined) =>
		templates.find((template) => sameId(template.id, one?.templateId));
	const ofDomain = ruleFor(
		found.rules.filter((one) => !isHere(one)),
		wanted,
	);
	const bound = templateOf(rule) ?? templateOf(ofDomain);
	const isOfWholeDomain = bound !== undefined && templateOf(rule) === undefined;
	const rank = (template: Seen) => (template === bound ? Infinity : sizeOf(template.slots));
	const ours = templates.filter((template) => template.isOurs).sort((a, b) => rank(b) - rank(a));
	return { rule, bound, isOfWholeDomain, ours, templates };
}

/** How many slots hold an address. */
export const sizeOf = (slots: Slots): number => Object.keys(slots).length;

/** Slots once a node has left some of them, by what is left of each, and which then reach nobody. */
export function leave(
	slots: Slots,
	left: readonly SlotName[],
	restOf: (value: string) => string | undefined,
): { slots: Slots; emptied: SlotName[] } {
	const kept: Partial<Record<SlotName, string>> = { ...slots };
	const emptied: SlotName[] = [];
	for (const slot of left) {
		const rest = restOf(slots[slot] ?? '');
		if (rest) kept[slot] = rest;
		else {
			delete kept[slot];
			emptied.push(slot);
		}
	}
	return { slots: kept, emptied };
}

/**
 * Templates of this n8n for other domains and apps that hold the node's address: left where the
 * node's parameters changed and what n8n had stored got lost. Where the node's address belongs is
 * none of them. The domain is empty where nothing tells it.
 */
export function straysOf(wanted: Wanted, { templates, rules }: Found): Place[] {
	const isWanted = wantedNowhere(wanted, rules);
	const strays = templates.filter((template) => isWanted(template));
	return [...new Set(strays.map(({ name }) => name))].map((name) => ({
		...(pairOf(name, [wanted, ...rules]) ?? { domain: '', app: '' }),
		templateName: name,
	}));
}

/** Tells the templates of this n8n that hold the node's address though it wants it elsewhere. */
function wantedNowhere(
	{ templateName, url, kept }: Wanted,
	rules: readonly Rule[],
): (template: Template) => boolean {
	// All names of one n8n have this part in common, see `templateName`.
	const [, n8n] = templateName.split('-');
	const inForce = kept && ruleFor(rules, kept)?.templateId;
	return (template) =>
		template.name.startsWith(`n8n-${n8n}-`) &&
		template.name !== templateName &&
		template.name !== kept?.templateName &&
		!sameId(template.id, inForce) &&
		addressesIn(template).includes(url);
}

// A name holds no more than a hash of its domain and app. Both are likely to be in use together
// or each of them with another one.
function pairOf(name: string, known: readonly Pair[]): Pair | undefined {
	const domains = [...new Set(known.map(({ domain }) => domain))];
	const apps = [...new Set(known.map(({ app }) => app))];
	for (const domain of domains) {
		const app = apps.find((one) => isNameFor(name, { domain, app: one }));
		if (app !== undefined) return { domain, app };
	}
	return undefined;
}
