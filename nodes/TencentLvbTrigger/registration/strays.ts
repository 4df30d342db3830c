import { sameId } from '../../callbackTemplate/account';
import type { Found, Rule, Template } from '../../callbackTemplate/account';
import { addressesIn } from '../../callbackTemplate/addressesIn';
import { ruleFor } from '../../callbackTemplate/boundRule';
import type { Place, Wanted } from './plan';
import type { Pair } from './state';
import { isNameFor } from '../../callbackTemplate/templateNote';

/** The part of a template's name that all templates of one n8n share, see `templateName`. */
const NAME_OF_N8N = /^n8n-[0-9a-f]{10}-/;

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
	const [prefix] = NAME_OF_N8N.exec(templateName) ?? [];
	const inForce = kept && ruleFor(rules, kept)?.templateId;
	return (template) =>
		prefix !== undefined &&
		template.name.startsWith(prefix) &&
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
