import type { SlotName } from '../../callback';
import { claimSlots } from './claimSlots';
import { chooseTemplate } from './chooseTemplate';
import { decideKey } from './decideKey';
import { bindsOver, bindSteps, giveUp, modify, mustReadBack, remove, together } from './holdings';
import type { Part } from './holdings';
import { sameId } from '../../callbackTemplate/account';
import type { Slots } from '../../callbackTemplate/account';
import type { Learned, Plan, Step, Wanted } from './plan';
import type { Seen, Situation } from './situation';
import { LEVELS_SLOT, WRITE_ONLY_SLOT, writtenLevel } from '../../callbackTemplate/slots';
import { leftSlot, noteTooLong } from './stops';
import { isStuck, needsSuccessor, sameSlots, successorOf } from './successor';
import { createBody, noteOf } from './templateBody';
import type { Content } from './templateBody';
import { LONGEST_DESCRIPTION } from '../../callbackTemplate/templateNote';

/** Plans how the wanted slots become this node's. */
export function planClaim(wanted: Wanted, situation: Situation, learned: Learned): Plan {
	const choice = chooseTemplate(wanted, situation);
	if ('stop' in choice) return choice;
	const { template, previousTemplateIds } = choice;
	const claim = claimSlots(wanted, template);
	if ('stop' in claim) return claim;
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
		? successorOf(template, content, { wanted, situation })
		: inPlace(template, content, {
				wanted,
				emptied: left.length > 0 ? [] : claim.emptied,
			});
	const steps = [...place.steps, ...bindSteps(place.twin?.id, situation, learned)];
	if (!bindsOver(steps)) {
		const isOurs = template?.isOurs ?? true;
		const rest = tidyUp(wanted, situation, {
			home: place.twin,
			isOurs,
			learned,
		});
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
		(template.isOurs && noteOf(template) !== noteOf(content)) ||
		(wanted.intent === 'claim' && !sameLevels(template, content))
	);
}

// A list that does not come back at all says nothing.
function sameLevels(template: Seen, content: Content): boolean {
	if (!content.slots[LEVELS_SLOT] || template.levels.length === 0) return true;
	const spell = (levels: readonly string[]) => [...new Set(levels.map(writtenLevel))].sort().join();
	return spell(template.levels) === spell(content.levels);
}

function tidyUp(
	wanted: Wanted,
	{ ours, templates }: Situation,
	{ home, isOurs, learned }: { home?: Seen; isOurs: boolean; learned: Learned },
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

const pick = (slots: Slots, names: readonly SlotName[]): Slots =>
	Object.fromEntries(names.map((name) => [name, slots[name]]));
