import { sameId } from '../../callbackTemplate/account';
import type { Found, Rule, Slots, Template } from '../../callbackTemplate/account';
import type { Wanted } from './plan';
import { WRITE_ONLY_SLOT } from '../../callbackTemplate/slots';
import { readNote } from '../../callbackTemplate/templateNote';

/** A template with what its name and description tell. */
export interface Seen extends Template {
	isOurs: boolean;
	/** Noted in a template of ours: what it displaced. */
	previousTemplateId?: string;
	/** Whether a rule of another domain or app uses it. */
	isBoundElsewhere: boolean;
}

/** The account as seen from one push domain and app. */
export interface Situation {
	rule?: Rule;
	/** The template of the rule; undefined too where the rule points to none that exists. */
	bound?: Seen;
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
		if (!isOurs) return { ...template, isOurs, isBoundElsewhere };
		const { previousTemplateId, recordingStatusUrl } = readNote(template.description);
		const slots = recordingStatusUrl
			? { ...template.slots, [WRITE_ONLY_SLOT]: recordingStatusUrl }
			: template.slots;
		return { ...template, slots, isOurs, previousTemplateId, isBoundElsewhere };
	});
	const rule = found.rules.find(isHere);
	const bound = templates.find((template) => sameId(template.id, rule?.templateId));
	const rank = (template: Seen) => (template === bound ? Infinity : sizeOf(template.slots));
	const ours = templates
		.filter((template) => template.isOurs)
		.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)));
	return { rule, bound, ours, templates };
}

/** How many slots hold an address. */
export const sizeOf = (slots: Slots): number => Object.keys(slots).length;
