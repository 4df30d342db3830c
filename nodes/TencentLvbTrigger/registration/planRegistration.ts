import type { Found } from '../../callbackTemplate/account';
import { NOTHING_LEARNED } from './plan';
import type { Learned, Plan, Wanted } from './plan';
import { planClaim } from './planClaim';
import { planRelease } from './planRelease';
import { planWithdrawal } from './planWithdrawal';
import { lookAt } from './situation';

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
