import { URL_SLOTS, type Template } from '../../account/template.mts';
import { answer, refuse } from '../refusal.mts';
import type { Handler, HandlerContext, Handlers } from '../handler.mts';
import { applyModify } from './applyModify.mts';
import { templateProblem } from './templateProblem.mts';

const MAX_TEMPLATES = 50;

const create: Handler = (body, { account, codes }) => {
	const fields = body as Partial<Template>;
	const problem = templateProblem(fields);
	if (problem) return { ok: false, refusal: problem };
	if (!URL_SLOTS.some((slot) => fields[slot])) {
		return refuse('InvalidParameter', 'At least one callback address must be given.');
	}
	if (account.templates.size >= MAX_TEMPLATES) {
		return refuse(
			codes.tooManyTemplates,
			`The account has ${MAX_TEMPLATES} callback templates already.`,
		);
	}
	return answer({ TemplateId: BigInt(account.addTemplate(fields).TemplateId) });
};

const modify: Handler = ({ TemplateId, ...fields }, { account, codes, guesses }) => {
	const template = account.templates.get(String(TemplateId));
	if (!template) return notFound(TemplateId, codes.templateNotFound);
	const problem = templateProblem(fields);
	if (problem) return { ok: false, refusal: problem };
	const changed = applyModify(template, fields, guesses);
	if (guesses.lastUrlOnModify === 'refused' && !URL_SLOTS.some((slot) => changed[slot])) {
		return refuse('InvalidParameter', 'At least one callback address must be left.');
	}
	account.templates.set(template.TemplateId, changed);
	return answer();
};

const remove: Handler = ({ TemplateId }, { account, codes }) => {
	const id = String(TemplateId);
	if (!account.templates.has(id)) return notFound(id, codes.templateNotFound);
	if ([...account.rules.values()].some((rule) => rule.TemplateId === id)) {
		return refuse(codes.templateInUse, `Template ${id} is bound by a rule.`);
	}
	account.templates.delete(id);
	return answer();
};

const describeOne: Handler = ({ TemplateId }, context) => {
	const template = context.account.templates.get(String(TemplateId));
	if (!template) return notFound(TemplateId, context.codes.templateNotFound);
	return answer({ Template: onTheWire(template, context) });
};

const describeAll: Handler = (_body, context) =>
	answer({
		Templates: [...context.account.templates.values()].map((template) =>
			onTheWire(template, context),
		),
	});

export const callbackTemplates: Handlers = {
	CreateLiveCallbackTemplate: create,
	ModifyLiveCallbackTemplate: modify,
	DeleteLiveCallbackTemplate: remove,
	DescribeLiveCallbackTemplate: describeOne,
	DescribeLiveCallbackTemplates: describeAll,
};

/** No Describe action returns RecordStatusNotifyUrl; two slots come as null while they are empty. */
function onTheWire(
	{ RecordStatusNotifyUrl: _writeOnly, ...template }: Template,
	{ guesses }: HandlerContext,
) {
	return {
		...template,
		TemplateId: BigInt(template.TemplateId),
		PushExceptionNotifyUrl: template.PushExceptionNotifyUrl || null,
		AudioAuditNotifyUrl: template.AudioAuditNotifyUrl || null,
		RecordExceptionLevels: template.RecordExceptionLevels.map((level) =>
			level === 'warning' ? guesses.warningInDescribe : level,
		),
	};
}

const notFound = (id: unknown, code: string) =>
	refuse(code, `Template ${String(id)} does not exist.`);
