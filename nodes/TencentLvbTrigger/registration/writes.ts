import type { SlotName } from '../../callback/generated/events';
import {
	type Found,
	idOf,
	type Port,
	sameId,
	senseless,
	SLOTS,
	type TemplateId,
} from '../../callbackTemplate/account';
import type { Refusal } from '../../liveApi/refusal';
import { type Learned, NOTHING_LEARNED, type Step } from './situation';

/** How far the steps got. */
type CarriedOut =
	| { done: true; createdId?: TemplateId }
	/** `step` was refused, or its effect is not known. */
	| { done: false; step: Step; refusal: Refusal }
	/** The caller withdrew its leave to write. */
	| { done: false; halted: true };

/**
 * Takes the steps one after the other and stops at the first that Tencent does not confirm. What
 * is to go and is gone already counts as done.
 */
export async function carryOut(
	steps: readonly Step[],
	{
		port,
		pair,
		mayWrite,
	}: {
		port: Port;
		pair: { domain: string; app: string };
		mayWrite: () => boolean;
	},
): Promise<CarriedOut> {
	let createdId: TemplateId | undefined;
	for (const step of steps) {
		if (!mayWrite()) return { done: false, halted: true };
		const [action, body] = requestOf(step, pair, createdId);
		const result = await port(action, body);
		if (!result.ok) {
			if (isGone(step, result.refusal)) continue;
			return { done: false, step, refusal: result.refusal };
		}
		if (step.kind === 'createTemplate') {
			createdId = idOf(result.response.TemplateId);
			if (createdId === undefined) {
				return { done: false, step, refusal: senseless('TemplateId') };
			}
		}
	}
	return { done: true, createdId };
}

function requestOf(
	step: Step,
	{ domain, app }: { domain: string; app: string },
	createdId: TemplateId | undefined,
): [action: string, body: Record<string, unknown>] {
	const pair = { DomainName: domain, AppName: app };
	switch (step.kind) {
		case 'createTemplate':
			return ['CreateLiveCallbackTemplate', step.body];
		case 'modifyTemplate':
			return ['ModifyLiveCallbackTemplate', step.body];
		case 'bind':
			return ['CreateLiveCallbackRule', { ...pair, TemplateId: step.id ?? createdId }];
		case 'unbind':
			return ['DeleteLiveCallbackRule', pair];
		case 'deleteTemplate':
			return ['DeleteLiveCallbackTemplate', { TemplateId: step.id }];
	}
}

const isGone = (step: Step, { category }: Refusal): boolean =>
	category === 'notFound' && (step.kind === 'unbind' || step.kind === 'deleteTemplate');

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
