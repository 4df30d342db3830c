import { type Found, sameId, type TemplateId } from '../../callbackTemplate/account';
import { planClaim } from './planClaim';
import {
	type Learned,
	lookAt,
	NOTHING_LEARNED,
	type Plan,
	type Seen,
	type Situation,
	sizeOf,
	type Wanted,
	type Withdrawal,
} from './situation';
import {
	bindsOver,
	bindSteps,
	contentOf,
	emptyOwnSlots,
	giveUp,
	mustReadBack,
	needsSuccessor,
	NOTHING_TO_DO,
	ownSlots,
	type Part,
	remove,
	successorOf,
	together,
	withoutOwn,
} from './steps';
import { formerGone, formerUnbound } from './words';

/**
 * Compares what an account holds with what a node wants of it. Pure; every state, half-done ones
 * too, has a plan. Nothing of somebody else's is changed beyond what `existing` allows.
 */
export function planRegistration(
	wanted: Wanted,
	found: Found,
	learned: Learned = NOTHING_LEARNED,
): Plan {
	const situation = lookAt(wanted, found);
	if (wanted.slots.length > 0) return planClaim(wanted, situation, learned);
	const isForPlace = wanted.domain !== '' && wanted.withdrawal === undefined;
	return isForPlace
		? planRelease(wanted, situation, learned)
		: planWithdrawal(wanted, situation, learned);
}

/** Plans how everything that this node did is undone. */
function planRelease(wanted: Wanted, situation: Situation, learned: Learned): Plan {
	const joined = situation.templates.filter((one) => isJoined(one, wanted, situation));
	const home = releaseHome(wanted, situation, learned);
	// Until another rule is seen in its place, the old template may still be bound.
	const rest = bindsOver(home.steps)
		? NOTHING_TO_DO
		: releaseSpare(wanted, situation, { home, learned });
	const { steps, remarks } = together([
		home,
		rest,
		...joined.map((template) => emptyOwnSlots(template, { wanted, learned })),
	]);
	return {
		steps,
		readBack: mustReadBack(steps),
		succeeds: home.succeeds === true,
		// Worth storing: Tencent goes on signing with it for some minutes.
		key: [...situation.ours, ...joined].find(({ key }) => key !== '')?.key,
		previousTemplateIds: [],
		remarks,
	};
}

interface Home extends Part {
	/** The template of ours that was in use here, or takes over. */
	template?: Seen;
	/** Whether one of ours stays in use, for other workflows. */
	stays?: boolean;
	/** Whether no rule is left for the domain and app. */
	isFree?: boolean;
	/** Whether a successor is created. */
	succeeds?: boolean;
}

function releaseHome(wanted: Wanted, situation: Situation, learned: Learned): Home {
	const { rule, bound, isOfWholeDomain, ours } = situation;
	if (rule && (!bound || isOfWholeDomain)) {
		const isOurs = sameId(rule.templateId, wanted.templateId) || ours.some(notesFormer);
		return isOurs ? { ...UNBIND, isFree: true } : NOTHING_TO_DO;
	}
	const inUse = bound?.isOurs ? bound : undefined;
	// A rule of the whole domain leaves room for one of ours.
	if (bound && !inUse && !isOfWholeDomain) return NOTHING_TO_DO;
	// Without a rule: an attempt to put a successor in its place may have stopped half-way.
	const template = inUse ?? ours.find((one) => !one.isBoundElsewhere && isShared(one, wanted));
	if (!template) return { ...NOTHING_TO_DO, isFree: true };

	const { slots, emptied } = withoutOwn(template, wanted);
	if (sizeOf(slots) === 0) {
		const left = giveUp(template, { wanted, learned });
		// Whoever bound it to the whole domain has to unbind it.
		if (!rule) return { ...left, template, stays: true };
		const former = restore(template, wanted, situation);
		const isFree = former.steps.length === 0;
		return { ...together([UNBIND, former, left]), template, isFree };
	}
	if (!needsSuccessor(template, emptied, learned)) {
		// Bound first: while this node's slots are there, they tell that it has unbound the template.
		const binding = { steps: bindSteps(template.id, situation, learned), remarks: [] };
		const part = together([binding, emptyOwnSlots(template, { wanted, learned })]);
		return { ...part, template, stays: true };
	}
	const content = { ...contentOf(template), slots };
	const { twin, steps } = successorOf(content, { wanted, situation });
	return {
		steps: [...steps, ...bindSteps(twin?.id, situation, learned)],
		remarks: [],
		template: twin,
		stays: true,
		succeeds: twin === undefined,
	};
}

// Templates of ours that are not in use here: left by an attempt that got stuck, or displaced since.
function releaseSpare(
	wanted: Wanted,
	situation: Situation,
	{ home, learned }: { home: Home; learned: Learned },
): Part {
	let isFree = home.isFree === true;
	const spare = situation.ours.filter((one) => one !== home.template);
	return together(
		spare.map((template) => {
			if (home.stays && !template.isBoundElsewhere) return remove(template);
			const part = giveUp(template, { wanted, learned });
			const goes = part.steps.some((step) => step.kind === 'deleteTemplate');
			if (!goes || !isFree || !notesFormer(template)) return part;
			isFree = false;
			return together([restore(template, wanted, situation), part]);
		}),
	);
}

const UNBIND: Part = { steps: [{ kind: 'unbind' }], remarks: [] };

function isShared(template: Seen, wanted: Wanted): boolean {
	const isOwn = ownSlots(template, wanted).length > 0;
	return isOwn && sizeOf(withoutOwn(template, wanted).slots) > 0;
}

function restore(template: Seen, wanted: Wanted, { templates }: Situation): Part {
	const { previousTemplateIds } = template;
	if (previousTemplateIds.length === 0) return NOTHING_TO_DO;
	const former = previousTemplateIds
		.map((id) => templates.find((one) => !one.isOurs && sameId(one.id, id)))
		.find((one) => one !== undefined);
	return former
		? { steps: [{ kind: 'bind', id: former.id, overRule: false }], remarks: [] }
		: { steps: [], remarks: [formerGone(wanted, previousTemplateIds)] };
}

const notesFormer = (template: Seen): boolean => template.previousTemplateIds.length > 0;

// Slots of somebody else's template are this node's where it joined that template.
function isJoined(template: Seen, wanted: Wanted, { bound }: Situation): boolean {
	if (template.isOurs || ownSlots(template, wanted).length === 0) return false;
	return (
		sameId(template.id, wanted.templateId) || (wanted.existing === 'join' && template === bound)
	);
}

/**
 * Plans how the node's address leaves templates of ours that do nothing for it: those that could
 * not be bound, or those of a domain and app that are no longer known. No rule is touched.
 */
function planWithdrawal(wanted: Wanted, situation: Situation, learned: Learned): Plan {
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
	const isOwnOnly = sizeOf(withoutOwn(template, wanted).slots) === 0;
	return isRefused && isOwnOnly && template.previousTemplateIds.length === 0;
}
