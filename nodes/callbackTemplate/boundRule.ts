import type { Rule } from './account';

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
