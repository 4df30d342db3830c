import type { SlotName } from '../callback';
import type { Found, Rule, Template, TemplateId } from './account';
import type { CallResult, Port, Refusal } from './port';
import { SLOTS } from './slots';

type Wire = Record<string, unknown>;

/** A list as it was read, or why it could not be. */
export type ReadList<T> = { ok: true; items: T[] } | { ok: false; refusal: Refusal };

/** Reads all rules of the account in one call. */
export const readRules = async (port: Port): Promise<ReadList<Rule>> =>
	list(await port('DescribeLiveCallbackRules', {}), 'Rules', readRule);

/** Reads all callback templates of the account in one call. */
export const readTemplates = async (port: Port): Promise<ReadList<Template>> =>
	list(await port('DescribeLiveCallbackTemplates', {}), 'Templates', readTemplate);

/**
 * Reads all rules and templates of the account, always in two calls. Rules come first: a template
 * that a rule names and that is absent from the later list is really gone.
 */
export async function readAccount(
	port: Port,
): Promise<{ ok: true; found: Found } | { ok: false; refusal: Refusal }> {
	const rules = await readRules(port);
	if (!rules.ok) return rules;
	const templates = await readTemplates(port);
	if (!templates.ok) return templates;
	return {
		ok: true,
		found: { rules: rules.items, templates: templates.items },
	};
}

/** The refusal of an answer that came, but makes no sense. */
export function senseless(what: string, effectUnknown: boolean): Refusal {
	return {
		kind: 'transient',
		category: 'malformed',
		code: 'Malformed',
		message: `Tencent's answer holds no ${what}`,
		nextStep: 'Try again in a minute.',
		effectUnknown,
	};
}

/** A template's number as it came, undefined where it is none. */
export function idOf(value: unknown): TemplateId | undefined {
	const isId = typeof value === 'number' ? Number.isInteger(value) : /^\d+$/.test(String(value));
	return isId ? (value as TemplateId) : undefined;
}

function list<T>(
	result: CallResult<Wire>,
	field: string,
	read: (item: Wire) => T | undefined,
): ReadList<T> {
	if (!result.ok) return result;
	// An empty list may come as null; anything else that is no list must not be taken for "none".
	const value = result.response[field] === null ? [] : result.response[field];
	const items = Array.isArray(value)
		? value.map((item) => read(Object(item) as Wire))
		: [undefined];
	const complete = items.filter((item) => item !== undefined);
	if (complete.length < items.length) return { ok: false, refusal: senseless(field, false) };
	return { ok: true, items: complete };
}

function readRule(wire: Wire): Rule | undefined {
	const templateId = idOf(wire.TemplateId);
	if (templateId === undefined) return undefined;
	return {
		domain: text(wire.DomainName).toLowerCase(),
		app: text(wire.AppName),
		templateId,
		changedAt: instantOf(text(wire.UpdateTime)),
	};
}

function readTemplate(wire: Wire): Template | undefined {
	const id = idOf(wire.TemplateId);
	if (id === undefined) return undefined;
	const slots: Partial<Record<SlotName, string>> = {};
	for (const slot of SLOTS) {
		const url = text(wire[slot]);
		if (url !== '') slots[slot] = url;
	}
	return {
		id,
		name: text(wire.TemplateName),
		description: text(wire.Description),
		key: text(wire.CallbackKey),
		slots,
		levels: Array.isArray(wire.RecordExceptionLevels) ? wire.RecordExceptionLevels.map(String) : [],
	};
}

// `YYYY-MM-DD hh:mm:ss` in Beijing's time, as Tencent writes it.
function instantOf(time: string): number | undefined {
	const instant = Date.parse(`${time.replace(' ', 'T')}+08:00`);
	return Number.isNaN(instant) ? undefined : instant;
}

// Empty fields come as '' or null.
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
