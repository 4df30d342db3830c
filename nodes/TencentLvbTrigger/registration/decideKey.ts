import { mayTakeOver } from './claimSlots';
import { slotNames } from './holdings';
import { isFormerAddress } from './ownAddress';
import type { Stop, Wanted } from './plan';
import type { Seen } from './situation';
import { joinWithoutKey, keyChanged, sharedKey } from './stops';

/** Decides the key of a template (undefined: of a new one) that this node claims slots of. */
export function decideKey(
	wanted: Wanted,
	template: Seen | undefined,
): { key: string } | { stop: Stop } {
	if (!template) return { key: wanted.key };
	const { key } = template;
	const isKnown = wanted.knownKeys?.includes(key) ?? true;

	if (!template.isOurs) {
		if (key === '') return { stop: joinWithoutKey(wanted, template) };
		return isKnown ? { key } : { stop: keyChanged(wanted, template) };
	}
	if (wanted.keySource === 'generated') {
		if (key === '') return { key: wanted.key };
		if (isKnown) return { key };
		// In use, so a person has changed it since; else it is what an earlier life left behind.
		return isInUse(template) ? { stop: keyChanged(wanted, template) } : { key: wanted.key };
	}
	if (key === wanted.key) return { key };
	if (key !== '' && !isKnown) return { stop: keyChanged(wanted, template) };
	if (isShared(template, wanted)) return { stop: sharedKey(wanted, template) };
	return { key: wanted.key };
}

const isInUse = ({ slots }: Seen): boolean => slotNames(slots).length > 0;

function isShared(template: Seen, wanted: Wanted): boolean {
	return Object.values(template.slots).some(
		(address = '') =>
			address !== wanted.url &&
			!(mayTakeOver(wanted, template) && isFormerAddress(address, wanted.url)),
	);
}
