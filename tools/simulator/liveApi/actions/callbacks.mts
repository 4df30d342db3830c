import { STATUS_CODES } from 'node:http';

import { ruleKey } from '../../account/account.mts';
import { type Template, URL_SLOTS } from '../../account/templates.mts';
import type { Attempt, Delivery } from '../../callbacks/send.mts';
import { writeWideJson } from '../../wideJson.mts';
import {
	answer,
	type Guesses,
	type Handler,
	type HandlerContext,
	type Handlers,
	refuse,
} from '../handler.mts';
import { page, pageNumbers, readPeriod } from './paging.mts';
import { ruleProblem, templateProblem } from './templates.mts';

const MAX_TEMPLATES = 50;

const createTemplate: Handler = (body, { account, codes }) => {
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

const removeTemplate: Handler = ({ TemplateId }, { account, codes }) => {
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

const describeTemplates: Handler = (_body, context) =>
	answer({
		Templates: [...context.account.templates.values()].map((template) =>
			onTheWire(template, context),
		),
	});

export const callbackTemplates: Handlers = {
	CreateLiveCallbackTemplate: createTemplate,
	ModifyLiveCallbackTemplate: modify,
	DeleteLiveCallbackTemplate: removeTemplate,
	DescribeLiveCallbackTemplate: describeOne,
	DescribeLiveCallbackTemplates: describeTemplates,
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

const createRule: Handler = (body, context) => {
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

const removeRule: Handler = (body, { account, codes }) => {
	const { DomainName, AppName } = body as {
		DomainName: string;
		AppName: string;
	};
	return account.rules.delete(ruleKey(DomainName, AppName))
		? answer()
		: refuse(codes.ruleNotFound, `${DomainName}/${AppName} has no callback rule.`);
};

const describeRules: Handler = (_body, { account }) =>
	answer({
		Rules: [...account.rules.values()].map((rule) => ({
			...rule,
			TemplateId: BigInt(rule.TemplateId),
		})),
	});

export const callbackRules: Handlers = {
	CreateLiveCallbackRule: createRule,
	DeleteLiveCallbackRule: removeRule,
	DescribeLiveCallbackRules: describeRules,
};

const list: Handler = (body, { deliveries = [], now }) => {
	const period = readPeriod(body, {
		now,
		maxAgeDays: 14,
		maxSpanDays: 1,
		beijing: true,
		future: true,
	});
	if (!period.ok) return period;
	const { StreamName, EventType, ResultCode } = body;
	const found = deliveries
		.flatMap(recordsOf)
		.filter(
			({ eventTime, type, stream, resultCode }) =>
				stream === StreamName &&
				eventTime >= period.from &&
				eventTime <= period.to &&
				(EventType ?? type) === type &&
				(ResultCode === undefined || (ResultCode === 0) === (resultCode === 0)),
		);
	const { items, ...numbers } = page(found, body);
	return answer({
		...pageNumbers(numbers),
		DataInfoList: items.map((record) => ({
			EventTime: period.write(record.eventTime),
			EventType: record.type,
			Request: record.request,
			Response: record.response,
			ResponseTime: period.write(record.answeredAt),
			ResultCode: record.resultCode,
			StreamId: record.stream,
		})),
	});
};

/** Tencent's log of the callbacks that it has sent. */
export const callbackRecords: Handlers = { DescribeCallbackRecordsList: list };

/** One record per try that has an outcome. */
function recordsOf({ payload, attempts }: Delivery) {
	const stream = payload.stream_id ?? payload.stream_name ?? payload.channel_id;
	const eventTime = Number(payload.event_time ?? 0) * 1000 || (attempts[0]?.at ?? 0);
	return attempts.map((attempt) => ({
		stream,
		type: payload.event_type,
		eventTime,
		request: writeWideJson(payload),
		response: responseOf(attempt),
		answeredAt: attempt.at + attempt.durationMs,
		resultCode: resultCode(attempt),
	}));
}

/** As in Tencent's example: the answer with its status, percent-encoded (Tencent doc 51328). */
const responseOf = ({ status, body, error = '' }: Attempt): string =>
	status === null
		? error
		: encodeURIComponent(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n\r\n${body}`);

/** 0 for HTTP 200. What Tencent writes otherwise is not documented: here the status, or -1 for none. */
const resultCode = ({ status }: Attempt): number => (status === 200 ? 0 : (status ?? -1));

const CHANGEABLE = ['Description', 'CallbackKey', 'RecordExceptionLevels', ...URL_SLOTS] as const;

/**
 * The template after ModifyLiveCallbackTemplate. Whether Tencent keeps or clears a field that is left
 * out or empty is not documented, so the guesses decide; the name always stays unless a new one is given.
 */
function applyModify(template: Template, fields: Partial<Template>, guesses: Guesses): Template {
	const changed: Template = {
		...template,
		TemplateName: fields.TemplateName || template.TemplateName,
	};
	for (const name of CHANGEABLE) {
		const given = fields[name];
		const becomesEmpty =
			given === undefined
				? guesses.omittedFieldOnModify === 'cleared'
				: given.length === 0 && guesses.emptyStringOnModify === 'clears';
		if (becomesEmpty)
			Object.assign(changed, {
				[name]: name === 'RecordExceptionLevels' ? [] : '',
			});
		else if (given?.length) Object.assign(changed, { [name]: given });
	}
	return changed;
}
