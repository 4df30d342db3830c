import { converge } from './converge';
import type { ConvergeOptions } from './converge';
import { withPairLocked } from './pairLock';
import type { Place } from './plan';
import type { Refusal } from '../../callbackTemplate/port';
import type { Pair } from './state';
import { wantedByRelease } from './wanted';
import type { Owner, ReleaseWay } from './wanted';

/** What came of giving domains and apps back. */
export interface Released {
	remarks: readonly string[];
	/** A key that callbacks were signed with. */
	key?: string;
	/** What could not be given back, and why. */
	refused: readonly { pair: Pair; refusal: Refusal }[];
	isHalted: boolean;
}

/**
 * Gives back the domains and apps, and any others found on the way that are this node's too, except
 * for the one that is to be kept.
 */
export async function release(
	owner: Owner,
	pairs: readonly Pair[],
	{ options, ...how }: ReleaseWay & { options: ConvergeOptions },
): Promise<Released> {
	const waiting = pairs.map((pair) => wantedByRelease(owner, pair, how));
	const remarks: string[] = [];
	const refused: { pair: Pair; refusal: Refusal }[] = [];
	let key: string | undefined;
	// Grows while it is walked.
	for (const wanted of waiting) {
		const settled = await withPairLocked(wanted, async () => await converge(wanted, options));
		if (settled.kind === 'halted') return { remarks, key, refused, isHalted: true };
		if (settled.kind === 'refused') refused.push({ pair: wanted, refusal: settled.refusal });
		if (settled.kind !== 'settled') continue;
		remarks.push(...settled.remarks);
		key ??= settled.key;
		const isNew = ({ templateName }: Place) =>
			waiting.every((one) => one.templateName !== templateName);
		const strays = settled.strays.filter(isNew);
		waiting.push(...strays.map((stray) => wantedByRelease(owner, stray, how)));
	}
	return { remarks, key, refused, isHalted: false };
}
