import { EVENTS, EVENT_KEYS } from '../callback';
import type { EventEntry, SlotName } from '../callback';
import type { Site } from '../liveApi';

const entries: readonly EventEntry[] = EVENT_KEYS.map((key) => EVENTS[key]);
const withSlot = entries.filter((entry): entry is EventEntry & { slot: SlotName } => !!entry.slot);

/** Every slot of a callback template that an event of ours is sent to. */
export const SLOTS: readonly SlotName[] = withSlot.map((entry) => entry.slot);

/** The slots that the international site's API does not know and must not be sent. */
export const CHINA_ONLY_SLOTS: readonly SlotName[] = withSlot
	.filter((entry) => entry.slotChinaOnly)
	.map((entry) => entry.slot);

/** Written by Create and Modify, returned by no Describe action. */
export const WRITE_ONLY_SLOT: SlotName = 'RecordStatusNotifyUrl';

/** The slot whose severities are chosen by `RecordExceptionLevels`. */
export const LEVELS_SLOT: SlotName = 'RecordExceptionNotifyUrl';

/**
 * A severity of recording exceptions as Tencent takes it. Its own SDK is not of one mind: what is
 * written as `warning` may be read as `alarm`.
 */
export const writtenLevel = (level: string): string => (level === 'alarm' ? 'warning' : level);

/** The name that people know a slot by: its event's. */
export const labelOfSlot = (slot: SlotName): string =>
	withSlot.find((entry) => entry.slot === slot)?.label ?? slot;

/**
 * The slot that takes an event's address on this site, null where its API has none; all of them
 * where the site is not known.
 */
export const slotOn = ({ slot, slotChinaOnly }: EventEntry, site?: Site): SlotName | null =>
	slotChinaOnly && site === 'international' ? null : slot;
