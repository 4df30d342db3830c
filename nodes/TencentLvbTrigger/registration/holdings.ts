import type { SlotName } from '../../callback';
import { sameId } from '../../callbackTemplate/account';
import type { Slots } from '../../callbackTemplate/account';
import type { Learned, Step, Wanted } from './plan';
import { sizeOf } from './situation';
import type { Seen, Situation } from './situation';
import { WRITE_ONLY_SLOT } from '../../callbackTemplate/slots';
import { leftSlot, leftTemplate } from './stops';
import { isStuck } from './successor';
import { modifyBody } from './templateBody';
import type { Content } from './templateBody';

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

/** The slots of a template that hold this node's own address. */
export const ownSlots = ({ slots }: Seen, { url }: Wanted): SlotName[] =>
	slotNames(slots).filter((slot) => slots[slot] === url);

export function without(slots: Slots, removed: readonly SlotName[]): Slots {
	const entries = Object.entries(slots);
	return Object.fromEntries(entries.filter(([slot]) => !removed.includes(slot as SlotName)));
}

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
	const isEmpty = sizeOf(without(template.slots, ownSlots(template, wanted))) === 0;
	if (!template.isOurs || !isEmpty) return emptyOwnSlots(template, { wanted, learned });
	if (!template.isBoundElsewhere) return remove(template);
	const part = emptyOwnSlots(template, { wanted, learned });
	return {
		...part,
		remarks: [...part.remarks, leftTemplate(template)],
	};
}

export function emptyOwnSlots(template: Seen, { wanted, learned }: Way): Part {
	const own = ownSlots(template, wanted);
	if (own.length === 0) return NOTHING_TO_DO;
	if (isStuck(template, learned)) {
		return { steps: [], remarks: [leftSlot(template, own)] };
	}
	const content = {
		...contentOf(template),
		slots: without(template.slots, own),
	};
	return {
		steps: [modify(template, content, { wanted, emptied: own })],
		remarks: [],
	};
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
