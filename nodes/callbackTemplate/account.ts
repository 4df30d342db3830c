import type { SlotName } from '../callback';

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
	a !== undefined && b !== undefined && String(a) === String(b);
