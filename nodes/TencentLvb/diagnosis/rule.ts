import { callbackKeyProblem } from '../../callback/callbackKey';
import {
	bindingOf,
	isOfWholeDomain,
	type ReadList,
	type Rule,
	type Template,
} from '../../callbackTemplate/account';
import { isNameOf, NAME, templateName } from '../../callbackTemplate/ownership';
import type { Refusal } from '../../liveApi/refusal';
import { CHECKS, failed, type Finding, ok, pairOf, type Subject, unread, warning } from './finding';

/** Tencent needs 5 to 10 minutes to apply a change (Tencent doc 38080). */
const PROPAGATION_MS = 600_000;

const MINUTE_MS = 60_000;

const PUBLISH = 'Publish the workflow with the trigger for this domain and app';

/**
 * Checks what the domain and app are bound to; `template` is what they lead to. Where one of the
 * lists could not be read, the other still says what it can: without rules, the template that this
 * n8n would have made is looked at.
 */
export function checkRule(
	subject: Subject,
	{ rules, templates }: { rules: ReadList<Rule>; templates: ReadList<Template> },
): { findings: Finding[]; template?: Template } {
	const binding = bindingOf(
		{ rules: rules.ok ? rules.items : [], templates: templates.ok ? templates.items : [] },
		subject,
	);
	const { rule } = binding;
	const findings = [
		rules.ok
			? boundOrNot(subject, { rules: rules.items, rule })
			: rulesUnread(subject, rules.refusal),
	];
	if (!templates.ok) {
		return {
			findings: [...findings, templatesUnread(templates.refusal), ...checkAge(subject, rule)],
		};
	}
	const template = rules.ok
		? binding.template
		: templates.items.find(({ name }) => name === templateName(subject.instanceId, subject));
	if (template !== undefined) {
		findings.push(checkTemplate(subject, template), checkKey(template));
	} else if (rule !== undefined) {
		findings.push(lost(rule));
	}
	return { findings: [...findings, ...checkAge(subject, rule)], template };
}

function boundOrNot(
	subject: Subject,
	{ rules, rule }: { rules: readonly Rule[]; rule?: Rule },
): Finding {
	if (rule === undefined) {
		const others = rules.filter(({ domain }) => domain === subject.domain);
		return noRule(subject, others);
	}
	const whole = isOfWholeDomain(rule) ? ', by the rule of the whole domain' : '';
	return ok(
		CHECKS.rule,
		`${pairOf(subject)} uses the callback template ${rule.templateId}${whole}.`,
	);
}

const rulesUnread = (subject: Subject, refusal: Refusal): Finding =>
	unread(CHECKS.rule, refusal, {
		action: 'DescribeLiveCallbackRules',
		unknown: `which callback template ${pairOf(subject)} uses is not known`,
		isNeeded: true,
	});

const templatesUnread = (refusal: Refusal): Finding =>
	unread(CHECKS.template, refusal, {
		action: 'DescribeLiveCallbackTemplates',
		unknown: 'template, key and addresses were not looked at',
		isNeeded: true,
	});

const lost = ({ templateId }: Rule): Finding =>
	failed(
		CHECKS.template,
		`The callback template ${templateId} no longer exists, so no event is sent.`,
		`Unpublish the workflow with the trigger for this domain and app and publish it again, or bind another template in the Tencent console.`,
	);

function noRule(subject: Subject, others: readonly Rule[]): Finding {
	const nothing = `${pairOf(subject)} has no callback template, so no event is sent.`;
	if (others.length === 0) return failed(CHECKS.rule, nothing, `${PUBLISH}.`);
	const names = others.map(({ app }) => `"${app}"`).join(', ');
	return failed(
		CHECKS.rule,
		`${nothing} The domain has rules for ${names}.`,
		`Check 'App Name': it is the part of the push URL after the domain. Otherwise: ${PUBLISH}.`,
	);
}

function checkTemplate(subject: Subject, { id, name }: Template): Finding {
	const { instanceId, domain, app } = subject;
	const what = `The callback template "${name}" (${id})`;
	if (name === templateName(instanceId, { domain, app })) {
		return ok(CHECKS.template, `${what} was made by this n8n.`);
	}
	if (isNameOf(instanceId, name)) {
		return warning(
			CHECKS.template,
			`${what} was made by this n8n for another domain or app.`,
			`${PUBLISH} to get one of its own, with 'If the Domain Is Already in Use' set to 'Take It Over', after which nobody else gets events of this domain.`,
		);
	}
	return warning(
		CHECKS.template,
		`${what} was made by ${NAME.test(name) ? 'another n8n' : 'somebody else'}.`,
		"The trigger leaves it alone unless 'If the Domain Is Already in Use' is set to 'Add to It' or 'Take It Over'.",
	);
}

function checkKey({ id, key }: Template): Finding {
	if (key === '') {
		return failed(
			CHECKS.key,
			`The callback template ${id} has no callback key, so its events are not signed and the trigger refuses them.`,
			'Set a callback key in the Tencent console, or let the trigger make a template of its own.',
		);
	}
	const problem = callbackKeyProblem(key);
	if (problem === undefined) return ok(CHECKS.key, 'The callback template has a callback key.');
	return warning(CHECKS.key, `${problem}.`, 'Set another callback key in the Tencent console.');
}

function checkAge({ now }: Subject, rule?: Rule): Finding[] {
	if (rule?.changedAt === undefined) return [];
	const age = now - rule.changedAt;
	const detail = `The rule was last changed ${agoOf(age)}.`;
	if (age >= PROPAGATION_MS) return [ok(CHECKS.lastChange, detail)];
	return [
		warning(
			CHECKS.lastChange,
			`${detail} Tencent needs 5 to 10 minutes to apply a change.`,
			'Wait ten minutes, then push a new stream.',
		),
	];
}

function agoOf(ms: number): string {
	const minutes = Math.max(0, Math.floor(ms / MINUTE_MS));
	if (minutes < 120) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ago`;
	const hours = Math.floor(minutes / 60);
	return hours < 48 ? `${hours} hours ago` : `${Math.floor(hours / 24)} days ago`;
}
