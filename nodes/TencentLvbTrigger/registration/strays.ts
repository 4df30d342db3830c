import { sameId } from './account';
import type { Found } from './account';
import type { Wanted } from './plan';
import { samePair } from './state';
import type { Pair } from './state';
import { readNote } from './templateNote';

/** The part of a template's name that all templates of one n8n share, see `templateName`. */
const NAME_OF_N8N = /^n8n-[0-9a-f]{10}-/;

/**
 * Other domains and apps whose events this n8n sends to the node's address: left where the node's
 * parameters changed and what n8n had stored got lost.
 */
export function straysOf(wanted: Wanted, { templates, rules }: Found): Pair[] {
	const [prefix] = NAME_OF_N8N.exec(wanted.templateName) ?? [''];
	const strays = templates.filter(
		({ name, description, slots }) =>
			prefix !== '' &&
			name.startsWith(prefix) &&
			name !== wanted.templateName &&
			(Object.values(slots).includes(wanted.url) ||
				readNote(description).recordingStatusUrl === wanted.url),
	);
	return rules
		.filter((rule) => strays.some(({ id }) => sameId(id, rule.templateId)))
		.map(({ domain, app }) => ({ domain, app }))
		.filter((pair) => !samePair(pair, wanted));
}
