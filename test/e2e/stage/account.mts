import type { Account } from '../../../tools/simulator/account/account.mts';
import type { Template } from '../../../tools/simulator/account/templates.mts';
import type { Stage } from './openStage.mts';
import { DOMAIN } from './workflows.mts';

/**
 * The template that is bound to the push domain and app.
 *
 * @throws Error if none is
 */
export function boundTemplate({ simulator }: Stage, appName = 'live'): Template {
	const template = simulator.account.templateOf(DOMAIN, appName);
	if (!template) throw new Error(`No template is bound to ${DOMAIN}/${appName}`);
	return { ...template };
}

/** All templates and rules of the account, without the times of the rules. */
export function snapshotOf({ templates, rules }: Account): unknown {
	return structuredClone({
		templates: [...templates.values()],
		rules: [...rules.values()].map(({ DomainName, AppName, TemplateId }) => ({
			...{ DomainName, AppName, TemplateId },
		})),
	});
}
