import { sameId } from './account';
import type { Found, Rule, Template } from './account';

/**
 * The rule that holds for a push domain and app: the app's own, else that of the whole domain, as
 * the console binds templates. Undefined where neither is there.
 */
export function ruleFor(
	rules: readonly Rule[],
	{ domain, app }: { domain: string; app: string },
): Rule | undefined {
	const ofDomain = rules.filter((rule) => rule.domain === domain);
	return ofDomain.find((rule) => rule.app === app) ?? ofDomain.find(isOfWholeDomain);
}

/** Whether a rule binds its template to every app of its domain: an empty AppName, or `*`. */
export const isOfWholeDomain = ({ app }: Pick<Rule, 'app'>): boolean => app === '' || app === '*';

/**
 * What a push domain and app are bound to. Both are absent where no rule holds for them, the
 * template alone where it no longer exists.
 */
export function bindingOf(
	{ rules, templates }: Found,
	pair: { domain: string; app: string },
): { rule?: Rule; template?: Template } {
	const rule = ruleFor(rules, pair);
	return { rule, template: templates.find(({ id }) => sameId(id, rule?.templateId)) };
}
