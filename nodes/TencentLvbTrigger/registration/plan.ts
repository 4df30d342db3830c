import type { SlotName } from '../../callback';
import type { TemplateId } from '../../callbackTemplate/account';
import type { Pair } from './state';

/** What to do where somebody else's template is bound: see the parameter of the same name. */
export type ExistingTemplate = 'stop' | 'join' | 'replace';

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
	/** Where the node's address belongs: nothing that clears up elsewhere touches it. */
	kept?: Place;
	/** Takes back what a repair made and could not bind. */
	withdrawal?: Withdrawal;
	/** Slots that the site knows; others are never sent. */
	siteSlots: readonly SlotName[];
}

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

/** Why a person has to decide, in words that say what happened and what to do. */
export interface Stop {
	reason: string;
	text: string;
}

/** The way from what was found to what is wanted. Without steps, nothing is to do. */
export type Plan =
	| { stop: Stop }
	| {
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
}

export const NOTHING_LEARNED: Learned = {
	stuck: new Set(),
	overRuleRefused: false,
	noRoom: false,
};
