import type { Learned, Step, Wanted } from './plan';
import type { Seen, Situation } from './situation';
import { WRITE_ONLY_SLOT } from '../../callbackTemplate/slots';
import { createBody, noteOf } from './templateBody';
import type { Content } from './templateBody';

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
	template: Seen,
	content: Content,
	{ wanted, situation }: { wanted: Wanted; situation: Situation },
): { twin?: Seen; steps: Step[] } {
	const twin = situation.ours.find(
		(one) => one !== template && !one.isBoundElsewhere && sameContent(one, content),
	);
	return twin
		? { twin, steps: [] }
		: {
				steps: [{ kind: 'createTemplate', body: createBody(content, wanted) }],
			};
}

/** Whether a template of ours holds a content already, severities aside. */
export const sameContent = (template: Seen, content: Content): boolean =>
	template.key === content.key &&
	noteOf(template) === noteOf(content) &&
	sameSlots(template, content);

export function sameSlots(a: Pick<Content, 'slots'>, b: Pick<Content, 'slots'>): boolean {
	const before: Record<string, string | undefined> = a.slots;
	const after: Record<string, string | undefined> = b.slots;
	return Object.keys({ ...before, ...after }).every((slot) => before[slot] === after[slot]);
}
