import type { SlotName } from '../../callback';
import { sameId } from '../../callbackTemplate/account';
import type { Found, TemplateId } from '../../callbackTemplate/account';
import type { CarriedOut } from './carryOut';
import { NOTHING_LEARNED } from './plan';
import type { Learned, Step } from './plan';
import type { Refusal } from '../../callbackTemplate/port';
import { SLOTS } from '../../callbackTemplate/slots';

/** What one run finds out about Tencent's undocumented behaviour. */
export interface Lessons {
	readonly learned: Learned;
	/** Compares a new reading with what the steps before it should have brought about. */
	compare(found: Found, pair: { domain: string; app: string }): void;
	/** Notes what the steps did; true where a refusal taught something, so that another plan helps. */
	note(plan: { steps: readonly Step[]; succeeds: boolean }, result: CarriedOut): boolean;
}

export function createLessons(): Lessons {
	let learned = NOTHING_LEARNED;
	let emptied: { id: TemplateId; slots: readonly SlotName[] }[] = [];
	let boundOver: { id?: TemplateId } | undefined;
	const learn = (lesson: Partial<Learned>) => {
		learned = { ...learned, ...lesson };
		return true;
	};
	const learnStuck = (id: TemplateId) => learn({ stuck: new Set([...learned.stuck, String(id)]) });
	// Once may be another process that wrote what it had read before.
	const doubted = new Set<string>();
	const doubt = (id: TemplateId) => {
		if (doubted.has(String(id))) learnStuck(id);
		doubted.add(String(id));
	};

	return {
		get learned() {
			return learned;
		},
		compare({ templates, rules }, { domain, app }) {
			for (const { id, slots } of emptied) {
				const template = templates.find((one) => sameId(one.id, id));
				const isAsItWas = template && slots.some((slot) => template.slots[slot]);
				if (isAsItWas) doubt(id);
				else doubted.delete(String(id));
			}
			if (boundOver) {
				const rule = rules.find((one) => one.domain === domain && one.app === app);
				if (rule && !sameId(rule.templateId, boundOver.id)) learn({ overRuleRefused: true });
			}
			emptied = [];
			boundOver = undefined;
		},
		note({ steps, succeeds }, result) {
			if (!result.done && 'halted' in result) return false;
			const confirmed = result.done ? steps : steps.slice(0, steps.indexOf(result.step));
			for (const step of confirmed) {
				if (step.kind === 'modifyTemplate' && step.emptied.length > 0) {
					emptied.push({ id: step.id, slots: step.emptied });
				}
				if (step.kind === 'bind' && step.overRule) {
					boundOver = {
						id: step.id ?? (result.done ? result.createdId : undefined),
					};
				}
			}
			if (result.done) return false;

			const { step, refusal } = result;
			if (step.kind === 'bind' && step.overRule && saysRuleExists(refusal)) {
				return learn({ overRuleRefused: true });
			}
			if (refusal.kind !== 'person') return false;
			if (step.kind === 'createTemplate' && succeeds) return learn({ noRoom: true });
			return step.kind === 'modifyTemplate' && hasNoAddress(step) && learnStuck(step.id);
		},
	};
}

// The plain InternalError has been seen for a rule that exists as well as for passing trouble.
const saysRuleExists = ({ category, code }: Refusal): boolean =>
	category === 'exists' || code === 'InternalError';

// Perhaps Tencent wants one address left in a template, as it does in a new one.
const hasNoAddress = ({ body }: { body: Record<string, unknown> }): boolean =>
	SLOTS.every((slot) => !body[slot]);
