import { sameId } from '../../callbackTemplate/account';
import type { Stop, Wanted } from './plan';
import type { Seen, Situation } from './situation';
import { boundToOther, foreignTemplate } from './stops';
import { isNameFor, NAME, readNote } from '../../callbackTemplate/templateNote';

/** The template to claim slots of; without one, a new one is to be made. */
export type Choice =
	| {
			template?: Seen;
			/** What a template of ours displaced, or is about to, newest first. */
			previousTemplateIds: readonly string[];
	  }
	| { stop: Stop };

/** Chooses by what is bound: ours, nothing, or somebody else's and what may be done about it. */
export function chooseTemplate(wanted: Wanted, situation: Situation): Choice {
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
		({ name, isOurs, isBoundElsewhere }) => !isOurs && !isBoundElsewhere && isNameFor(name, wanted),
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
