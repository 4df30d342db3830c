import type { TemplateId } from '../../callbackTemplate/account';
import type { Step } from './plan';
import type { Port, Refusal } from '../../callbackTemplate/port';
import { idOf, senseless } from '../../callbackTemplate/readAccount';

/** How far the steps got. */
export type CarriedOut =
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
				return { done: false, step, refusal: senseless('TemplateId', true) };
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
