import { callbackKeyProblem } from '../../callback';
import { sameId } from '../../callbackTemplate/account';
import type { Found, Rule, Template } from '../../callbackTemplate/account';
import { isNameOf, NAME, templateName } from '../../callbackTemplate/templateNote';
import { failed, ok, warning } from './finding';
import type { Finding } from './finding';
import { pairOf } from './subject';
import type { Subject } from './subject';

/** Tencent needs 5 to 10 minutes to apply a change (Tencent doc 38080). */
const PROPAGATION_MS = 600_000;

const MINUTE_MS = 60_000;

const ACTIVATE = 'Activate the workflow with the trigger for this domain and app';

/** Checks what the domain and app are bound to; `template` is what they lead to. */
export function checkRule(
	subject: Subject,
	{ rules, templates }: Found,
): { findings: Finding[]; template?: Template } {
	const { domain, app } = subject;
	const ofDomain = rules.filter((rule) => rule.domain === domain);
	const rule = ofDomain.find((candidate) => candidate.app === app);
	if (rule === undefined) return { findings: [noRule(subject, ofDomain)] };

	const bound = ok('rule', `${pairOf(subject)} uses the callback template ${rule.templateId}.`);
	const template = templates.find(({ id }) => sameId(id, rule.templateId));
	if (template === undefined) {
		const lost = failed(
			'template',
			`The callback template ${rule.templateId} no longer exists, so no event is sent.`,
			`${ACTIVATE} again, or bind another template in the Tencent console.`,
		);
		return { findings: [bound, lost] };
	}
	const findings = [
		bound,
		checkTemplate(subject, template),
		checkKey(template),
		...checkAge(subject, rule),
	];
	return { findings, template };
}

function noRule(subject: Subject, others: readonly Rule[]): Finding {
	const nothing = `${pairOf(subject)} is bound to no callback template, so no event is sent.`;
	if (others.length === 0) return failed('rule', nothing, `${ACTIVATE}.`);
	const names = others.map(({ app }) => `"${app}"`).join(', ');
	return failed(
		'rule',
		`${nothing} The domain has rules for ${names}.`,
		`Check 'App Name': it is the part of the push URL after the domain. Otherwise: ${ACTIVATE}.`,
	);
}

function checkTemplate(subject: Subject, { id, name }: Template): Finding {
	const { instanceId, domain, app } = subject;
	const what = `The callback template "${name}" (${id})`;
	if (name === templateName(instanceId, { domain, app })) {
		return ok('template', `${what} was made by this n8n.`);
	}
	if (isNameOf(instanceId, name)) {
		return warning(
			'template',
			`${what} was made by this n8n for another domain or app.`,
			`${ACTIVATE} to get one of its own, with 'Existing Template' set to 'Replace'.`,
		);
	}
	return warning(
		'template',
		`${what} was made by ${NAME.test(name) ? 'another n8n' : 'somebody else'}.`,
		"The trigger leaves it alone unless 'Existing Template' is set to 'Join' or 'Replace'.",
	);
}

function checkKey({ id, key }: Template): Finding {
	if (key === '') {
		return failed(
			'key',
			`The callback template ${id} has no callback key, so its events are not signed and the trigger refuses them.`,
			'Set a callback key in the Tencent console, or let the trigger make a template of its own.',
		);
	}
	const problem = callbackKeyProblem(key);
	if (problem === undefined) return ok('key', 'The callback template has a callback key.');
	return warning('key', `${problem}.`, 'Set another callback key in the Tencent console.');
}

function checkAge({ now }: Subject, { changedAt }: Rule): Finding[] {
	if (changedAt === undefined) return [];
	const age = Math.max(0, now - changedAt);
	const detail = `The rule was last changed ${agoOf(age)}.`;
	if (age >= PROPAGATION_MS) return [ok('lastChange', detail)];
	return [
		warning(
			'lastChange',
			`${detail} Tencent needs 5 to 10 minutes to apply a change.`,
			'Wait ten minutes, then push a new stream.',
		),
	];
}

function agoOf(ms: number): string {
	const minutes = Math.floor(ms / MINUTE_MS);
	if (minutes < 120) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ago`;
	const hours = Math.floor(minutes / 60);
	return hours < 48 ? `${hours} hours ago` : `${Math.floor(hours / 24)} days ago`;
}
