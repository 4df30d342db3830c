import type { Account } from '../../account/account.mts';
import { streamKey } from '../../account/place.mts';
import type { StreamRule, TemplateShelf } from '../../account/templateShelf.mts';
import { answer, refuse } from '../refusal.mts';
import type { Handler, Handlers } from '../handler.mts';
import { ruleProblem } from './ruleProblem.mts';

/** Where the rules of one kind are kept, and what is special about them. */
export interface RuleFamily {
	/** As the actions spell it, such as `Record`. */
	kind: string;
	shelf(account: Account): TemplateShelf<{ TemplateId: string }>;
	/** Whether all rules of a domain must bind the same template. */
	oneTemplatePerDomain?: boolean;
}

type Named = { DomainName: string; AppName?: string; StreamName?: string };

/** Create, Delete and Describe of the rules that bind a kind of template to streams. */
export function ruleHandlers({ kind, shelf, oneTemplatePerDomain = false }: RuleFamily): Handlers {
	const create: Handler = (body, context) => {
		const { account, codes, guesses } = context;
		const place = body as Named;
		const id = String(body.TemplateId);
		const { templates, rules } = shelf(account);
		const refusal = ruleProblem(place.DomainName, { id, templates, context });
		if (refusal) return { ok: false, refusal };
		if (rules.has(keyOf(place)) && guesses.ruleOverRule === 'refused')
			return refuse(codes.streamRuleExists, `The rule ${keyOf(place)} exists already.`);
		const ofDomain = [...rules.values()].filter((rule) => rule.DomainName === place.DomainName);
		if (oneTemplatePerDomain && ofDomain.some((rule) => rule.TemplateId !== id))
			return refuse(codes.streamRuleExists, `${place.DomainName} has another template already.`);
		shelf(account).bind(place, id);
		return answer();
	};

	const remove: Handler = (body, { account, codes }) =>
		shelf(account).rules.delete(keyOf(body as Named))
			? answer()
			: refuse(codes.ruleNotFound, `There is no rule ${keyOf(body as Named)}.`);

	const describeAll: Handler = (_body, { account }) =>
		answer({ Rules: [...shelf(account).rules.values()].map(onTheWire) });

	return {
		[`CreateLive${kind}Rule`]: create,
		[`DeleteLive${kind}Rule`]: remove,
		[`DescribeLive${kind}Rules`]: describeAll,
	};
}

/** All three parts must equal the stored rule's; one that is left out is empty. */
const keyOf = ({ DomainName, AppName = '', StreamName = '' }: Named): string =>
	streamKey(DomainName, AppName, StreamName);

const onTheWire = (rule: StreamRule) => ({ ...rule, TemplateId: BigInt(rule.TemplateId) });
