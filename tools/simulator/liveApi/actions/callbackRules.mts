import { ruleKey } from '../../account/account.mts';
import { answer, refuse } from '../refusal.mts';
import type { Handler, Handlers } from '../handler.mts';
import { ruleProblem } from './ruleProblem.mts';

const create: Handler = (body, context) => {
	const { account, codes, guesses } = context;
	const { DomainName, AppName, TemplateId } = body as {
		DomainName: string;
		AppName: string;
		TemplateId: unknown;
	};
	const id = String(TemplateId);
	const refusal = ruleProblem(DomainName, { id, templates: account.templates, context });
	if (refusal) return { ok: false, refusal };
	if (account.rules.has(ruleKey(DomainName, AppName)) && guesses.ruleOverRule === 'refused') {
		return refuse(codes.ruleExists, `A callback rule of ${DomainName}/${AppName} exists already.`);
	}
	account.bind(DomainName, AppName, id);
	return answer();
};

const remove: Handler = (body, { account, codes }) => {
	const { DomainName, AppName } = body as {
		DomainName: string;
		AppName: string;
	};
	return account.rules.delete(ruleKey(DomainName, AppName))
		? answer()
		: refuse(codes.ruleNotFound, `${DomainName}/${AppName} has no callback rule.`);
};

const describeAll: Handler = (_body, { account }) =>
	answer({
		Rules: [...account.rules.values()].map((rule) => ({
			...rule,
			TemplateId: BigInt(rule.TemplateId),
		})),
	});

export const callbackRules: Handlers = {
	CreateLiveCallbackRule: create,
	DeleteLiveCallbackRule: remove,
	DescribeLiveCallbackRules: describeAll,
};
