import { EVENT_KEYS, type EventEntry, EVENTS, type SlotName } from '../callback/generated/events';
import { textOf } from '../json/values';
import type { Site } from '../liveApi/transport';
import type { CallResult, Refusal } from '../liveApi/refusal';
import { readNote } from './ownership';
import { sharersIn } from './sharers';

/** Tencent's number of a template: a number, or its exact digits beyond 2^53. */
export type TemplateId = number | string;

/** A callback template as the plan sees it. */
export interface Template {
	id: TemplateId;
	name: string;
	description: string;
	/** Empty where the template has none. */
	key: string;
	/** Addresses by slot; an empty slot is absent. */
	slots: Slots;
	/** Severities of recording exceptions, as Tencent spells them. */
	levels: readonly string[];
}

export type Slots = Readonly<Partial<Record<SlotName, string>>>;

/** Binds a template to a push domain and app. */
export interface Rule {
	domain: string;
	app: string;
	templateId: TemplateId;
	/** When it was last changed, in milliseconds since 1970, where Tencent tells. */
	changedAt?: number;
}

/** What an account holds at one moment. */
export interface Found {
	templates: readonly Template[];
	rules: readonly Rule[];
}

/** Ids are compared as text: the same id may come as a number and as digits. */
export const sameId = (a: TemplateId | undefined, b: TemplateId | undefined): boolean =>
	a !== undefined && String(a) === String(b);

/** The way to Tencent's live API, handed in so that everything here runs without n8n. */
export type Port = (
	action: string,
	body: Record<string, unknown>,
) => Promise<CallResult<Record<string, unknown>>>;

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
export function senseless(what: string): Refusal {
	return {
		kind: 'transient',
		category: 'malformed',
		code: 'Malformed',
		message: `Tencent's answer holds no ${what}`,
		nextStep: 'Try again in a minute.',
		besidesRetry: '',
	};
}

/** A template's number as it came, undefined where it is none. */
export function idOf(value: unknown): TemplateId | undefined {
	return /^\d+$/.test(String(value)) ? (value as TemplateId) : undefined;
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
	if (complete.length < items.length) return { ok: false, refusal: senseless(field) };
	return { ok: true, items: complete };
}

// Empty fields come as '' or null.
function readRule(wire: Wire): Rule | undefined {
	const templateId = idOf(wire.TemplateId);
	if (templateId === undefined) return undefined;
	return {
		domain: textOf(wire.DomainName).toLowerCase(),
		app: textOf(wire.AppName),
		templateId,
		changedAt: instantOf(textOf(wire.UpdateTime)),
	};
}

function readTemplate(wire: Wire): Template | undefined {
	const id = idOf(wire.TemplateId);
	if (id === undefined) return undefined;
	const slots: Partial<Record<SlotName, string>> = {};
	for (const slot of SLOTS) {
		const url = textOf(wire[slot]);
		if (url !== '') slots[slot] = url;
	}
	return {
		id,
		name: textOf(wire.TemplateName),
		description: textOf(wire.Description),
		key: textOf(wire.CallbackKey),
		slots,
		levels: Array.isArray(wire.RecordExceptionLevels) ? wire.RecordExceptionLevels.map(String) : [],
	};
}

// `YYYY-MM-DD hh:mm:ss` in Beijing's time, as Tencent writes it.
function instantOf(time: string): number | undefined {
	const instant = Date.parse(`${time.replace(' ', 'T')}+08:00`);
	return Number.isNaN(instant) ? undefined : instant;
}

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

/**
 * What a push domain and app are bound to. Both are absent where no rule holds for them, the
 * template alone where it no longer exists.
 */
export function bindingOf(
	{ rules, templates }: Found,
	pair: { domain: string; app: string },
): { rule?: Rule; template?: Template } {
	const rule = ruleFor(rules, pair);
	return { rule, template: templates.find(({ id }) => sameId(id, rule?.templateId)) };
}

/**
 * The addresses that what a template sends reaches, each once: those that share a slot as well, as far
 * as Tencent or the note of a template of ours shows them.
 */
export function addressesIn({ slots, description }: Template): string[] {
	const { recordingStatusUrl } = readNote(description);
	const addresses = [...Object.values(slots), recordingStatusUrl ?? ''];
	return [...new Set(addresses.filter((address) => address !== '').flatMap(sharersIn))];
}

const entries: readonly EventEntry[] = EVENT_KEYS.map((key) => EVENTS[key]);
const withSlot = entries.filter((entry): entry is EventEntry & { slot: SlotName } => !!entry.slot);

/** Every slot of a callback template that an event of ours is sent to. */
export const SLOTS: readonly SlotName[] = withSlot.map((entry) => entry.slot);

/** The slots that the international site's API does not know and must not be sent. */
export const CHINA_ONLY_SLOTS: readonly SlotName[] = withSlot
	.filter((entry) => entry.slotChinaOnly)
	.map((entry) => entry.slot);

/** Written by Create and Modify, returned by no Describe action. */
export const WRITE_ONLY_SLOT: SlotName = 'RecordStatusNotifyUrl';

/** The slot whose severities are chosen by `RecordExceptionLevels`. */
export const LEVELS_SLOT: SlotName = 'RecordExceptionNotifyUrl';

/**
 * A severity of recording exceptions as Tencent takes it. Its own SDK is not of one mind: what is
 * written as `warning` may be read as `alarm`.
 */
export const writtenLevel = (level: string): string => (level === 'alarm' ? 'warning' : level);

/** The name that people know a slot by: its event's. */
export const labelOfSlot = (slot: SlotName): string =>
	withSlot.find((entry) => entry.slot === slot)?.label ?? slot;

/**
 * The slot that takes an event's address on this site, null where its API has none; all of them
 * where the site is not known.
 */
export const slotOn = ({ slot, slotChinaOnly }: EventEntry, site?: Site): SlotName | null =>
	slotChinaOnly && site === 'international' ? null : slot;
