import type { SlotName } from '../../callback/generated/events';
import {
	LEVELS_SLOT,
	sameId,
	type Slots,
	WRITE_ONLY_SLOT,
	writtenLevel,
} from '../../callbackTemplate/account';
import { writeNote } from '../../callbackTemplate/ownership';
import { reaches, withoutSharer } from '../../callbackTemplate/sharers';
import {
	type Learned,
	leave,
	type Seen,
	type Situation,
	sizeOf,
	type Step,
	type Wanted,
} from './situation';
import { leftSlot, leftTemplate } from './words';

/** Steps with what stays undone, in words for the log. */
export interface Part {
	steps: Step[];
	remarks: string[];
}

type Way = { wanted: Wanted; learned: Learned };

export const NOTHING_TO_DO: Part = { steps: [], remarks: [] };

export const together = (parts: readonly Part[]): Part => ({
	steps: parts.flatMap((part) => part.steps),
	remarks: parts.flatMap((part) => part.remarks),
});

export const slotNames = (slots: Slots): SlotName[] => Object.keys(slots) as SlotName[];

/** The slots of a template that reach this node, be it alone or among others. */
export const ownSlots = ({ slots }: Seen, { url }: Wanted): SlotName[] =>
	slotNames(slots).filter((slot) => reaches(slots[slot], url));

/** What a template holds once this node has left it. */
export const withoutOwn = (template: Seen, wanted: Wanted): ReturnType<typeof leave> =>
	leave(template.slots, ownSlots(template, wanted), (value) => withoutSharer(value, wanted.url));

export const pick = (slots: Slots, names: readonly SlotName[]): Slots =>
	Object.fromEntries(names.map((name) => [name, slots[name]]));

/** A template's content as it is. */
export const contentOf = ({ key, slots, levels, previousTemplateIds }: Seen): Content => ({
	key,
	slots,
	levels,
	previousTemplateIds,
});

export function modify(
	template: Seen,
	content: Content,
	{ wanted, emptied }: { wanted: Wanted; emptied: readonly SlotName[] },
): Step {
	return {
		kind: 'modifyTemplate',
		id: template.id,
		body: modifyBody(template, content, wanted),
		emptied: emptied.filter((slot) => slot !== WRITE_ONLY_SLOT),
		isShared: isShared(template, wanted),
	};
}

// An empty one may be claimed by others at this moment, as it is by this node.
function isShared({ isOurs, slots }: Seen, { url }: Wanted): boolean {
	const addresses = Object.values(slots);
	return !isOurs || addresses.length === 0 || addresses.some((address) => address !== url);
}

export const remove = ({ id }: Seen): Part => ({
	steps: [{ kind: 'deleteTemplate', id }],
	remarks: [],
});

/** Takes this node's address out of a template that serves it no longer. */
export function giveUp(template: Seen, { wanted, learned }: Way): Part {
	const isEmpty = sizeOf(withoutOwn(template, wanted).slots) === 0;
	if (!template.isOurs || !isEmpty) return emptyOwnSlots(template, { wanted, learned });
	if (!template.isBoundElsewhere) return remove(template);
	const part = emptyOwnSlots(template, { wanted, learned });
	return {
		...part,
		remarks: [...part.remarks, leftTemplate(template)],
	};
}

export function emptyOwnSlots(template: Seen, { wanted, learned }: Way): Part {
	const { slots, emptied } = withoutOwn(template, wanted);
	const stays = isStuck(template, learned) ? emptied : [];
	const content = { ...contentOf(template), slots: { ...slots, ...pick(template.slots, stays) } };
	const remarks = stays.length > 0 ? [leftSlot(template, stays)] : [];
	if (sameSlots(template, content)) return { steps: [], remarks };
	const leaves = stays.length > 0 ? [] : emptied;
	return { steps: [modify(template, content, { wanted, emptied: leaves })], remarks };
}

/** Steps that put a template (undefined: the one just created) in the place of what is bound. */
export function bindSteps(
	id: Seen['id'] | undefined,
	{ rule, bound, isOfWholeDomain }: Situation,
	learned: Learned,
): Step[] {
	// A rule without its template serves nobody and may be taken off first.
	const isEmptyRule = rule !== undefined && (bound === undefined || isOfWholeDomain);
	if (bound && sameId(bound.id, id)) return isEmptyRule ? [{ kind: 'unbind' }] : [];
	if (!rule) return [{ kind: 'bind', id, overRule: false }];
	const canReplace = !isEmptyRule && !learned.overRuleRefused;
	if (canReplace) return [{ kind: 'bind', id, overRule: true }];
	return [{ kind: 'unbind' }, { kind: 'bind', id, overRule: false }];
}

/** Whether a step puts a rule in another one's place; until that is seen, the old one counts. */
export const bindsOver = (steps: readonly Step[]): boolean =>
	steps.some((step) => step.kind === 'bind' && step.overRule);

/** Whether the steps change a template that others may be changing at the same time. */
export const changesShared = (steps: readonly Step[]): boolean =>
	steps.some((step) => step.kind === 'modifyTemplate' && step.isShared);

/**
 * Whether only another reading shows what the steps have brought about: what was emptied and bound
 * may not be so, and of two processes that change one template the later one takes away what the
 * earlier one has added.
 */
export const mustReadBack = (steps: readonly Step[]): boolean =>
	bindsOver(steps) ||
	changesShared(steps) ||
	steps.some((step) => step.kind === 'modifyTemplate' && step.emptied.length > 0);

/**
 * Whether slots of a template can be emptied only by a new template in its place: where one did
 * not empty, and where nothing would show whether it did.
 */
export function needsSuccessor(
	template: Seen,
	emptied: readonly string[],
	learned: Learned,
): boolean {
	if (!template.isOurs || emptied.length === 0 || learned.noRoom) return false;
	return isStuck(template, learned) || emptied.includes(WRITE_ONLY_SLOT);
}

export const isStuck = (template: Seen, learned: Learned): boolean =>
	learned.stuck.has(String(template.id));

/** The template that takes the place: one that an earlier attempt left, else one to create. */
export function successorOf(
	content: Content,
	{ wanted, situation }: { wanted: Wanted; situation: Situation },
): { twin?: Seen; steps: Step[] } {
	const twin = situation.ours.find((one) => !one.isBoundElsewhere && sameContent(one, content));
	return twin
		? { twin, steps: [] }
		: {
				steps: [{ kind: 'createTemplate', body: createBody(content, wanted) }],
			};
}

/** Whether a template of ours holds a content already, severities aside. */
const sameContent = (template: Seen, content: Content): boolean =>
	template.key === content.key &&
	noteOf(template) === noteOf(content) &&
	sameSlots(template, content);

export function sameSlots(a: Pick<Content, 'slots'>, b: Pick<Content, 'slots'>): boolean {
	const before: Record<string, string | undefined> = a.slots;
	const after: Record<string, string | undefined> = b.slots;
	return Object.keys({ ...before, ...after }).every((slot) => before[slot] === after[slot]);
}

/** What a template should hold. */
export interface Content {
	key: string;
	slots: Slots;
	levels: readonly string[];
	previousTemplateIds: readonly string[];
}

type Body = Record<string, unknown>;

/** The fields of a new template of ours. */
export function createBody(content: Content, wanted: Wanted): Body {
	const body = fieldsOf(content, wanted);
	return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''));
}

/**
 * All fields of a template that changes, because nobody knows whether Tencent keeps a field that is
 * left out. The write-only slot of somebody else's template is not known and so not sent.
 */
function modifyBody(template: Seen, content: Content, wanted: Wanted): Body {
	const body: Body = { TemplateId: template.id, ...fieldsOf(content, wanted) };
	if (template.isOurs) return body;
	delete body[WRITE_ONLY_SLOT];
	return {
		...body,
		TemplateName: template.name,
		Description: template.description,
	};
}

/** The description of a template of ours with this content. */
export function noteOf({ slots, previousTemplateIds }: Content): string {
	return writeNote({
		previousTemplateIds,
		recordingStatusUrl: slots[WRITE_ONLY_SLOT],
	});
}

function fieldsOf(content: Content, { templateName, siteSlots }: Wanted): Body {
	const body: Body = {
		TemplateName: templateName,
		Description: noteOf(content),
		CallbackKey: content.key,
	};
	for (const slot of siteSlots) body[slot] = content.slots[slot] ?? '';
	if (siteSlots.includes(LEVELS_SLOT) && content.slots[LEVELS_SLOT] && content.levels.length > 0) {
		body.RecordExceptionLevels = content.levels.map(writtenLevel);
	}
	return body;
}
