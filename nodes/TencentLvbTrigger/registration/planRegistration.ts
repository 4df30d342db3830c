import type { Found } from '../../callbackTemplate/account';
import { NOTHING_LEARNED } from './plan';
import type { Learned, Plan, Wanted } from './plan';
import { planClaim } from './planClaim';
import { planRelease } from './planRelease';
import { lookAt } from './situation';
import { removeStrays } from './strays';

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
	const plan =
		wanted.slots.length === 0
			? planRelease(wanted, situation, learned)
			: planClaim(wanted, situation, learned);
	if ('stop' in plan) return plan;
	return { ...plan, steps: [...plan.steps, ...removeStrays(wanted, found)] };
}
