import { sameId } from '../../callbackTemplate/account';
import type { Found, Rule, Slots, Template } from '../../callbackTemplate/account';
import type { Wanted } from './plan';
import { WRITE_ONLY_SLOT } from '../../callbackTemplate/slots';
import { ruleFor } from '../../callbackTemplate/boundRule';
import { readNote } from '../../callbackTemplate/templateNote';

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
	const ours = templates
		.filter((template) => template.isOurs)
		.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)));
	return { rule, bound, isOfWholeDomain, ours, templates };
}

/** How many slots hold an address. */
export const sizeOf = (slots: Slots): number => Object.keys(slots).length;
