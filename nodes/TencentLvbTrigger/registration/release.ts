import type { Site } from '../../liveApi';
import { converge } from './converge';
import type { ConvergeOptions } from './converge';
import { withPairLocked } from './pairLock';
import type { Wanted } from './plan';
import type { Refusal } from '../../callbackTemplate/port';
import { samePair } from './state';
import type { Pair } from './state';
import { wantedByRelease } from './wanted';
import type { Owner } from './wanted';

/** What came of giving domains and apps back. */
export interface Released {
	remarks: readonly string[];
	/** A key that callbacks were signed with. */
	key?: string;
	/** What could not be given back, and why. */
	refused: readonly { pair: Pair; refusal: Refusal }[];
	isHalted: boolean;
}

/** Gives back the domains and apps, and any others found on the way that are this node's too. */
export async function release(
	owner: Owner,
	pairs: readonly Pair[],
	{ options, ...how }: { options: ConvergeOptions; site?: Site; existing: Wanted['existing'] },
): Promise<Released> {
	const waiting = [...pairs];
	const remarks: string[] = [];
	const refused: { pair: Pair; refusal: Refusal }[] = [];
	let key: string | undefined;
	// Grows while it is walked.
	for (const pair of waiting) {
		const wanted = wantedByRelease(owner, pair, how);
		const settled = await withPairLocked(pair, async () => await converge(wanted, options));
		if (settled.kind === 'halted') return { remarks, key, refused, isHalted: true };
		if (settled.kind === 'refused') refused.push({ pair, refusal: settled.refusal });
		if (settled.kind !== 'settled') continue;
		remarks.push(...settled.remarks);
		key ??= settled.key;
		const isNew = (stray: Pair) => !waiting.some((one) => samePair(one, stray));
		waiting.push(...settled.strays.filter(isNew));
	}
	return { remarks, key, refused, isHalted: false };
}
