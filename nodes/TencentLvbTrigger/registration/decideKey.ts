import { mayTakeOver } from './claimSlots';
import { slotNames } from './holdings';
import { isFormerAddress } from './ownAddress';
import type { Stop, Wanted } from './plan';
import type { Seen } from './situation';
import { joinWithoutKey, keyNotStored, keyOutsideCredential, sharedKey } from './stops';

/** The key that callbacks will be signed with. */
export interface Decision {
	key: string;
	/** That the key is not stored, in words for the log: the webhook reads it when it is needed. */
	remark?: string;
}

/**
 * Decides the key of a template (undefined: of a new one) that this node claims slots of. Whoever
 * changed the key of a template that is in use is not fought. A key in the credential takes the
 * place of the one that the credential has as its previous key, whoever shares the template: those
 * with the same credential take both keys, and those with the template's own key read it again.
 */
export function decideKey(wanted: Wanted, template: Seen | undefined): Decision | { stop: Stop } {
	if (!template) return { key: wanted.key };
	const { key } = template;
	const isKnown = wanted.knownKeys?.includes(key) ?? true;
	const asItIs = { key, remark: isKnown ? undefined : keyNotStored(wanted, template) };

	if (!template.isOurs) {
		return key === '' ? { stop: joinWithoutKey(wanted, template) } : asItIs;
	}
	if (wanted.keySource === 'generated') {
		if (key === '') return { key: wanted.key };
		// One that is neither known nor in use is what an earlier life left behind.
		return isKnown || isInUse(template) ? asItIs : { key: wanted.key };
	}
	if (key === wanted.key) return { key };
	// Without a key Tencent signs nothing that anybody could check; the previous one is changed from.
	if (key === '' || key === wanted.previousKey) return { key: wanted.key };
	if (!isKnown) return { stop: keyOutsideCredential(wanted, template) };
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
