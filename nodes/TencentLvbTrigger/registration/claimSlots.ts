import type { SlotName } from '../../callback';
import type { Slots } from '../../callbackTemplate/account';
import { slotNames, without } from './holdings';
import { isFormerAddress } from './ownAddress';
import type { Stop, Wanted } from './plan';
import type { Seen } from './situation';
import { WRITE_ONLY_SLOT } from '../../callbackTemplate/slots';
import { formerAddress, joinWriteOnly, slotOccupied, slotTaken } from './stops';

/** The slots as they should become. */
export interface ClaimedSlots {
	slots: Slots;
	/** Slots that hold this node's address though their event is not selected. */
	emptied: readonly SlotName[];
	/** Why a wanted slot is not among them; in a repair only. */
	report?: Stop;
}

/** Claims every wanted slot of a template (undefined: of a new one), or says whose it is. */
export function claimSlots(
	wanted: Wanted,
	template: Seen | undefined,
): ClaimedSlots | { stop: Stop } {
	const held = template?.slots ?? {};
	if (template && !template.isOurs && wanted.slots.includes(WRITE_ONLY_SLOT)) {
		return { stop: joinWriteOnly(wanted, template, WRITE_ONLY_SLOT) };
	}

	const isOwn = (address: string | undefined) =>
		address === wanted.url || (mayTakeOver(wanted, template) && isFormer(address, wanted));
	const taken = wanted.slots.filter((slot) => held[slot] !== undefined && !isOwn(held[slot]));
	const report = template && taken.length > 0 ? whose(wanted, template, taken) : undefined;
	if (report && wanted.intent === 'claim') return { stop: report };

	const claimed = wanted.slots.filter((slot) => !taken.includes(slot));
	const emptied = slotNames(held).filter(
		(slot) => isOwn(held[slot]) && !wanted.slots.includes(slot),
	);
	const slots = {
		...without(held, emptied),
		...Object.fromEntries(claimed.map((slot) => [slot, wanted.url])),
	};
	return { slots, emptied, report };
}

/** Whether a slot under this node's former address may become its own. */
export const mayTakeOver = (
	{ intent, existing }: Pick<Wanted, 'intent' | 'existing'>,
	template: Seen | undefined,
): boolean => intent === 'claim' && existing === 'replace' && template?.isOurs === true;

const isFormer = (address: string | undefined, { url }: Wanted): boolean =>
	address !== undefined && isFormerAddress(address, url);

function whose(wanted: Wanted, template: Seen, taken: readonly SlotName[]): Stop {
	const details = { slots: taken, url: wanted.url };
	if (!template.isOurs) return slotOccupied(wanted, template, details);
	const former = taken.filter((slot) => isFormer(template.slots[slot], wanted));
	if (former.length < taken.length) {
		const others = taken.filter((slot) => !former.includes(slot));
		return slotTaken(wanted, template, { ...details, slots: others });
	}
	return formerAddress(wanted, template, details);
}
