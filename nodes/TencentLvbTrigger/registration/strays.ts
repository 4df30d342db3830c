import { sameId } from '../../callbackTemplate/account';
import type { Found, Template } from '../../callbackTemplate/account';
import type { Step, Wanted } from './plan';
import { samePair } from './state';
import type { Pair } from './state';
import { readNote } from '../../callbackTemplate/templateNote';

/** The part of a template's name that all templates of one n8n share, see `templateName`. */
const NAME_OF_N8N = /^n8n-[0-9a-f]{10}-/;

/**
 * Other domains and apps whose events this n8n sends to the node's address: left where the node's
 * parameters changed and what n8n had stored got lost.
 */
export function straysOf(wanted: Wanted, found: Found): Pair[] {
	const strays = strayTemplates(wanted, found);
	return found.rules
		.filter((rule) => strays.some(({ id }) => sameId(id, rule.templateId)))
		.map(({ domain, app }) => ({ domain, app }))
		.filter((pair) => !samePair(pair, wanted));
}

/** Removes templates that were left in the same way, serve nobody else and are bound nowhere. */
export function removeStrays(wanted: Wanted, found: Found): Step[] {
	return strayTemplates(wanted, found)
		.filter((template) => addressesOf(template).every((address) => address === wanted.url))
		.filter(({ id }) => !found.rules.some((rule) => sameId(rule.templateId, id)))
		.map(({ id }) => ({ kind: 'deleteTemplate', id }));
}

function strayTemplates({ templateName, url }: Wanted, { templates }: Found): Template[] {
	const [prefix] = NAME_OF_N8N.exec(templateName) ?? [];
	if (prefix === undefined) return [];
	return templates.filter(
		(template) =>
			template.name !== templateName &&
			template.name.startsWith(prefix) &&
			addressesOf(template).includes(url),
	);
}

function addressesOf({ slots, description }: Template): string[] {
	const { recordingStatusUrl } = readNote(description);
	const addresses = Object.values(slots);
	return recordingStatusUrl === undefined ? addresses : [...addresses, recordingStatusUrl];
}
