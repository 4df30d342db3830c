import { sameId } from '../../callbackTemplate/account';
import type { Stop, Wanted } from './plan';
import type { Seen, Situation } from './situation';
import { boundToOther, foreignTemplate } from './stops';

/** The template to claim slots of; without one, a new one is to be made. */
export type Choice =
	| {
			template?: Seen;
			/** What a template of ours displaced, or is about to. */
			previousTemplateId?: string;
	  }
	| { stop: Stop };

/** Chooses by what is bound: ours, nothing, or somebody else's and what may be done about it. */
export function chooseTemplate(wanted: Wanted, situation: Situation): Choice {
	const { bound, ours } = situation;
	if (bound?.isOurs)
		return {
			template: bound,
			previousTemplateId: displaced(wanted, situation),
		};

	const free = ours.find((template) => !template.isBoundElsewhere);
	if (!bound) return { template: free, previousTemplateId: displaced(wanted, situation) };

	const isRepair = wanted.intent === 'repair';
	const isKnown = wanted.templateId === undefined || sameId(wanted.templateId, bound.id);
	if (wanted.existing === 'join' && (!isRepair || isKnown)) return { template: bound };
	if (isRepair) return { stop: boundToOther(wanted, bound) };
	if (wanted.existing === 'replace') {
		return { template: free, previousTemplateId: String(bound.id) };
	}
	return { stop: foreignTemplate(wanted, bound) };
}

// As noted in Tencent, else as stored by n8n, which may be older.
function displaced(wanted: Wanted, { ours, templates }: Situation): string | undefined {
	const noted = ours.find((template) => template.previousTemplateId !== undefined);
	if (noted) return noted.previousTemplateId;
	const stored = templates.find(({ id }) => sameId(id, wanted.previousTemplateId));
	return stored && !stored.isOurs ? String(stored.id) : undefined;
}
