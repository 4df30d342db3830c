import type { SlotName } from '../../callback/generated/events';
import { type Slots, WRITE_ONLY_SLOT } from '../../callbackTemplate/account';
import { isFormerAddress } from '../../callbackTemplate/ownership';
import {
	isShareable,
	reaches,
	sharersIn,
	withoutSharer,
	withSharer,
} from '../../callbackTemplate/sharers';
import { leave, type Learned, type Seen, type Stop, type Wanted } from './situation';
import {
	carrierUnreachable,
	formerAddress,
	joinWriteOnly,
	slotFull,
	slotOccupied,
	slotTaken,
} from './words';

/** The slots as they should become. */
interface ClaimedSlots {
	slots: Slots;
	/** Slots that reach nobody once this node has left them, since their event is not selected. */
	emptied: readonly SlotName[];
	/** Why a wanted slot is not among them; in a repair only. */
	report?: Stop;
}

/** What a slot's address becomes, or why it stays as it is. */
type SlotClaim =
	| { value: string }
	/** Addresses that have to be asked before anything can be said. */
	| { ask: readonly string[] }
	| { refused: 'other' | 'full' | 'unreachable' };

/**
 * Claims every wanted slot of a template (undefined: of a new one), or says whose it is. A slot that
 * goes to other workflows of this n8n is shared with them.
 */
export function claimSlots(
	wanted: Wanted,
	template: Seen | undefined,
	{ peers }: Pick<Learned, 'peers'>,
): ClaimedSlots | { stop: Stop } | { ask: readonly string[] } {
	const held = template?.slots ?? {};
	if (template && !template.isOurs && wanted.slots.includes(WRITE_ONLY_SLOT)) {
		return { stop: joinWriteOnly(wanted, template, WRITE_ONLY_SLOT) };
	}

	const slots: Partial<Record<SlotName, string>> = { ...held };
	const ask = new Set<string>();
	const refused = new Map<SlotName, 'other' | 'full' | 'unreachable'>();
	for (const slot of wanted.slots) {
		const claim = claimOf(held[slot], { wanted, peers });
		if ('ask' in claim) claim.ask.forEach((address) => ask.add(address));
		else if ('refused' in claim) refused.set(slot, claim.refused);
		else slots[slot] = claim.value;
	}
	if (ask.size > 0) return { ask: [...ask] };
	const report = template && refused.size > 0 ? whose(wanted, template, refused) : undefined;
	if (report && wanted.intent === 'claim') return { stop: report };

	const names = Object.keys(held) as SlotName[];
	const unselected = names.filter((slot) => !wanted.slots.includes(slot));
	const isOwn = ownIn(wanted);
	const restOf = (value: string) => without(value, sharersIn(value).filter(isOwn));
	return { ...leave(slots, unselected, restOf), report };
}

function claimOf(
	value: string | undefined,
	{ wanted, peers }: { wanted: Wanted } & Pick<Learned, 'peers'>,
): SlotClaim {
	const { url } = wanted;
	const isOwn = ownIn(wanted);
	if (value === undefined || (!reaches(value, url) && sharersIn(value).some(isOwn))) {
		return { value: url };
	}
	if (!isShareable(value, url)) return value === url ? { value } : { refused: 'other' };

	const unasked = sharersIn(value).filter((one) => one !== url && !peers.has(one));
	if (wanted.asks === 'all' && reaches(value, url) && unasked.length > 0) return { ask: unasked };
	const gone = sharersIn(value).filter((one) => peers.get(one) === 'gone');
	const rest = without(value, gone);
	if (rest === undefined) return { value: url };
	if (reaches(rest, url)) return { value: rest };

	if (wanted.asks !== 'none') {
		const [carrier] = sharersIn(rest);
		if (!peers.has(carrier)) return { ask: [carrier] };
		if (peers.get(carrier) === 'unreachable') return { refused: 'unreachable' };
	}
	const shared = withSharer(rest, url);
	if (shared !== undefined) return { value: shared };
	const others = wanted.asks === 'none' ? [] : unasked;
	return others.length > 0 ? { ask: others } : { refused: 'full' };
}

const without = (value: string, addresses: readonly string[]): string | undefined =>
	addresses.reduce<string | undefined>((rest, one) => rest && withoutSharer(rest, one), value);

/** Tells this node's address, and its former one where it may be taken over. */
function ownIn(wanted: Wanted): (address: string) => boolean {
	const mayTakeOver = wanted.intent === 'claim' && wanted.existing === 'replace';
	return (address) =>
		address === wanted.url || (mayTakeOver && isFormerAddress(address, wanted.url));
}

/** Whether others than this node get what a template sends. */
export const isShared = (template: Seen, wanted: Wanted): boolean =>
	Object.values(template.slots).some((value = '') => !sharersIn(value).every(ownIn(wanted)));

function whose(
	wanted: Wanted,
	template: Seen,
	refused: ReadonlyMap<SlotName, 'other' | 'full' | 'unreachable'>,
): Stop {
	const { url } = wanted;
	const of = (kind: string) => [...refused.keys()].filter((slot) => refused.get(slot) === kind);
	const taken = of('other');
	if (taken.length === 0) {
		const unreachable = of('unreachable');
		return unreachable.length > 0
			? carrierUnreachable(wanted, template, { slots: unreachable, url })
			: slotFull(wanted, template, of('full'));
	}
	const details = { slots: taken, url };
	if (!template.isOurs) return slotOccupied(wanted, template, details);
	const isFormer = (slot: SlotName) =>
		sharersIn(template.slots[slot] ?? '').some((one) => isFormerAddress(one, url));
	const others = taken.filter((slot) => !isFormer(slot));
	return others.length > 0
		? slotTaken(wanted, template, { ...details, slots: others })
		: formerAddress(wanted, template, details);
}
