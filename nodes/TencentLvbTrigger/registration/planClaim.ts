import type { SlotName } from '../../callback/generated/events';
import { LEVELS_SLOT, sameId, WRITE_ONLY_SLOT, writtenLevel } from '../../callbackTemplate/account';
import { isNameFor, LONGEST_DESCRIPTION, NAME, readNote } from '../../callbackTemplate/ownership';
import type { Learned, Plan, Seen, Situation, Step, Stop, Wanted } from './situation';
import {
	bindsOver,
	bindSteps,
	type Content,
	createBody,
	giveUp,
	isStuck,
	modify,
	mustReadBack,
	needsSuccessor,
	noteOf,
	type Part,
	pick,
	remove,
	sameSlots,
	slotNames,
	successorOf,
	together,
} from './steps';
import { claimSlots, isShared } from './slotClaim';
import {
	boundToOther,
	foreignTemplate,
	joinWithoutKey,
	keyNotStored,
	keyOutsideCredential,
	leftSlot,
	noteTooLong,
	sharedKey,
} from './words';

/** Plans how the wanted slots become this node's. */
export function planClaim(wanted: Wanted, situation: Situation, learned: Learned): Plan {
	const choice = chooseTemplate(wanted, situation);
	if ('stop' in choice) return choice;
	const { template, previousTemplateIds } = choice;
	const claim = claimSlots(wanted, template, learned);
	if ('stop' in claim || 'ask' in claim) return claim;
	const decision = decideKey(wanted, template);
	if ('stop' in decision) return decision;

	const succeeds = template !== undefined && needsSuccessor(template, claim.emptied, learned);
	const left = template && !succeeds && isStuck(template, learned) ? claim.emptied : [];
	const content: Content = {
		key: decision.key,
		slots: { ...claim.slots, ...pick(template?.slots ?? {}, left) },
		levels: wanted.slots.includes(LEVELS_SLOT) ? wanted.levels : (template?.levels ?? []),
		previousTemplateIds,
	};
	if (noteOf(content).length > LONGEST_DESCRIPTION) {
		return { stop: noteTooLong(wanted, WRITE_ONLY_SLOT) };
	}

	const place = succeeds
		? successorOf(content, { wanted, situation })
		: inPlace(template, content, {
				wanted,
				emptied: left.length > 0 ? [] : claim.emptied,
			});
	const steps = [...place.steps, ...bindSteps(place.twin?.id, situation, learned)];
	if (!bindsOver(steps)) {
		const isOurs = template?.isOurs;
		const rest = tidyUp(wanted, situation, { home: place.twin, isOurs, learned });
		steps.push(...rest.steps);
	}
	return {
		steps,
		readBack: mustReadBack(steps),
		succeeds,
		key: content.key,
		templateId: place.twin?.id,
		previousTemplateIds,
		remarks: [
			...(decision.remark === undefined ? [] : [decision.remark]),
			...(template && left.length > 0 ? [leftSlot(template, left)] : []),
		],
		report: claim.report,
	};
}

function inPlace(
	template: Seen | undefined,
	content: Content,
	{ wanted, emptied }: { wanted: Wanted; emptied: readonly SlotName[] },
): { twin?: Seen; steps: Step[] } {
	if (!template)
		return {
			steps: [{ kind: 'createTemplate', body: createBody(content, wanted) }],
		};
	const steps = differs(template, content, wanted)
		? [modify(template, content, { wanted, emptied })]
		: [];
	return { twin: template, steps };
}

function differs(template: Seen, content: Content, wanted: Wanted): boolean {
	return (
		!sameSlots(template, content) ||
		template.key !== content.key ||
		noteOf(template) !== noteOf(content) ||
		(wanted.intent === 'claim' && !sameLevels(template, content))
	);
}

// A list that does not come back at all says nothing.
function sameLevels(template: Seen, content: Content): boolean {
	if (template.levels.length === 0) return true;
	const spell = (levels: readonly string[]) => [...new Set(levels.map(writtenLevel))].sort().join();
	return spell(template.levels) === spell(content.levels);
}

function tidyUp(
	wanted: Wanted,
	{ ours, templates }: Situation,
	{ home, isOurs, learned }: { home?: Seen; isOurs?: boolean; learned: Learned },
): Part {
	const spare = ours.filter((template) => template !== home);
	const joined = templates.filter(
		(template) => template !== home && !template.isOurs && sameId(template.id, wanted.templateId),
	);
	// Where ours is in use, another of ours serves nobody.
	const isUseless = (template: Seen) => isOurs && template.isOurs && !template.isBoundElsewhere;
	return together(
		[...spare, ...joined].map((template) =>
			isUseless(template) ? remove(template) : giveUp(template, { wanted, learned }),
		),
	);
}

/** The template to claim slots of; without one, a new one is to be made. */
type Choice =
	| {
			template?: Seen;
			/** What a template of ours displaced, or is about to, newest first. */
			previousTemplateIds: readonly string[];
	  }
	| { stop: Stop };

/** Chooses by what is bound: ours, nothing, or somebody else's and what may be done about it. */
function chooseTemplate(wanted: Wanted, situation: Situation): Choice {
	const { bound, ours, isOfWholeDomain } = situation;
	const previousTemplateIds = displaced(wanted, situation);
	if (bound?.isOurs) return { template: bound, previousTemplateIds };

	const free = ours.find((template) => !template.isBoundElsewhere);
	if (!bound) {
		const known = previousTemplateIds.length > 0;
		return {
			template: free,
			previousTemplateIds: known ? previousTemplateIds : underWay(wanted, situation),
		};
	}

	const isRepair = wanted.intent === 'repair';
	const isKnown = wanted.templateId === undefined || sameId(wanted.templateId, bound.id);
	if (wanted.existing === 'join' && (!isRepair || isKnown)) {
		return { template: bound, previousTemplateIds: [] };
	}
	// The rule of the whole domain stays beside a narrower one, and is in force again without it.
	if (wanted.existing === 'replace' && isOfWholeDomain) {
		return { template: free, previousTemplateIds };
	}
	if (isRepair) return { stop: boundToOther(wanted, bound) };
	if (wanted.existing === 'replace') {
		return { template: free, previousTemplateIds: handedOn(bound, situation) };
	}
	return { stop: foreignTemplate(wanted, bound, { isOfWholeDomain }) };
}

// As noted in Tencent, else as stored by n8n, which may be older.
function displaced(wanted: Wanted, { ours, templates }: Situation): readonly string[] {
	const noted = ours.find((template) => template.previousTemplateIds.length > 0);
	if (noted) return noted.previousTemplateIds;
	return wanted.previousTemplateIds.filter((former) =>
		templates.some(({ id, isOurs }) => !isOurs && sameId(id, former)),
	);
}

// Another n8n may be about to put its template in a place, or to give it back: nothing is bound
// meanwhile, and only its template tells what was.
function underWay(wanted: Wanted, { templates }: Situation): readonly string[] {
	const others = templates.filter(
		({ name, isBoundElsewhere }) => !isBoundElsewhere && isNameFor(name, wanted),
	);
	return others
		.map(({ description }) => readNote(description).previousTemplateIds)
		.reduce((longest, ids) => (ids.length > longest.length ? ids : longest), []);
}

// Where another n8n did the same before, what it displaced comes after its template.
function handedOn(bound: Seen, { ours }: Situation): string[] {
	const noted = NAME.test(bound.name) ? readNote(bound.description).previousTemplateIds : [];
	const own = ours.flatMap(({ previousTemplateIds }) => previousTemplateIds);
	const chain = new Set([String(bound.id), ...noted, ...own]);
	return [...chain].filter((former) => !ours.some(({ id }) => sameId(id, former)));
}

/** The key that callbacks will be signed with. */
interface Decision {
	key: string;
	/** That the key is not stored, in words for the log: the webhook reads it when it is needed. */
	remark?: string;
}

/**
 * Decides the key of a template (undefined: of a new one) that this node claims slots of. Whoever
 * changed the key of a template that is in use is not fought. A key in the credential takes the
 * place of the one that the credential has as its previous key, whoever shares the template: those
 * with the same credential take both keys, and those with the template's own key read it again.
 */
function decideKey(wanted: Wanted, template: Seen | undefined): Decision | { stop: Stop } {
	if (!template) return { key: wanted.key };
	const { key } = template;
	const isKnown = wanted.knownKeys?.includes(key) ?? true;
	const asItIs = { key, remark: isKnown ? undefined : keyNotStored(wanted, template) };

	if (!template.isOurs) {
		return key === '' ? { stop: joinWithoutKey(wanted, template) } : asItIs;
	}
	if (wanted.keySource === 'generated') {
		if (key === '') return { key: wanted.key };
		// One that is neither known nor in use is what an earlier life left behind.
		return isKnown || isInUse(template) ? asItIs : { key: wanted.key };
	}
	if (key === wanted.key) return { key };
	// Without a key Tencent signs nothing that anybody could check; the previous one is changed from.
	if (key === '' || key === wanted.previousKey) return { key: wanted.key };
	if (!isKnown) return { stop: keyOutsideCredential(wanted, template) };
	if (isShared(template, wanted)) return { stop: sharedKey(wanted, template) };
	return { key: wanted.key };
}

const isInUse = ({ slots }: Seen): boolean => slotNames(slots).length > 0;
