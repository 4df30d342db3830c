import { sameId } from '../../callbackTemplate/account';
import type { TemplateId } from '../../callbackTemplate/account';
import { giveUp, mustReadBack, ownSlots, remove, together } from './holdings';
import type { Learned, Plan, Wanted, Withdrawal } from './plan';
import { sizeOf } from './situation';
import type { Seen, Situation } from './situation';
import { formerUnbound } from './stops';

/**
 * Plans how the node's address leaves templates of ours that do nothing for it: those that could
 * not be bound, or those of a domain and app that are no longer known. No rule is touched.
 */
export function planWithdrawal(wanted: Wanted, situation: Situation, learned: Learned): Plan {
	const { withdrawal } = wanted;
	const useless = situation.ours
		.filter((template) => ownSlots(template, wanted).length > 0)
		.filter((template) => !withdrawal || isUseless(template, { wanted, situation, withdrawal }));
	const { steps, remarks } = together(
		useless.map((template) => {
			const isNew = withdrawal && !includes(withdrawal.before.templates, template);
			const part = isNew ? remove(template) : giveUp(template, { wanted, learned });
			const goes = part.steps.some((step) => step.kind === 'deleteTemplate');
			const { previousTemplateIds: former } = template;
			const isLost = goes && !withdrawal && former.length > 0;
			return isLost ? together([part, remarked(formerUnbound(template, former))]) : part;
		}),
	);
	return {
		steps,
		readBack: mustReadBack(steps),
		succeeds: false,
		key: situation.ours.find(({ key }) => key !== '')?.key,
		previousTemplateIds: [],
		remarks,
	};
}

const includes = (ids: readonly TemplateId[], template: Seen): boolean =>
	ids.some((id) => sameId(id, template.id));

const remarked = (remark: string) => ({ steps: [], remarks: [remark] });

/**
 * Whether a template does nothing for the node and is no loss. One that was there before may be what
 * a person binds again, what others share, or all that tells which template was there before it.
 */
function isUseless(
	template: Seen,
	{
		wanted,
		situation: { bound },
		withdrawal: { before, isRefused },
	}: { wanted: Wanted; situation: Situation; withdrawal: Withdrawal },
): boolean {
	if (template === bound || template.isBoundElsewhere) return false;
	if (!includes(before.holders, template)) return true;
	const isShared = ownSlots(template, wanted).length < sizeOf(template.slots);
	return isRefused && !isShared && template.previousTemplateIds.length === 0;
}
