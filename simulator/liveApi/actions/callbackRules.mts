import { ruleKey } from '../../account/account.mts';
import { answer, refuse } from '../refusal.mts';
import type { Handler, Handlers } from '../handler.mts';

const DOMAIN = /^(?=.{1,253}$)([A-Za-z0-9_]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}$/;

const create: Handler = (body, { account, codes, guesses }) => {
	const { DomainName, AppName, TemplateId } = body as {
		DomainName: string;
		AppName: string;
		TemplateId: unknown;
	};
	if (!DOMAIN.test(DomainName)) {
		return refuse(
			'InvalidParameter.DomainFormatError',
			`\`${DomainName}\` is not a well-formed domain.`,
		);
	}
	if (account.domains.get(DomainName)?.type !== 'push') {
		return refuse(codes.unknownDomain, `${DomainName} is no push domain of this account.`);
	}
	if (!account.templates.has(String(TemplateId))) {
		return refuse(
			'InvalidParameter.ConfNotFound',
			`Template ${String(TemplateId)} does not exist.`,
		);
	}
	if (account.rules.has(ruleKey(DomainName, AppName)) && guesses.ruleOverRule === 'refused') {
		return refuse(codes.ruleExists, `A callback rule of ${DomainName}/${AppName} exists already.`);
	}
	account.bind(DomainName, AppName, String(TemplateId));
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
