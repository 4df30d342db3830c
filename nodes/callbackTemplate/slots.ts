import { EVENTS, EVENT_KEYS } from '../callback';
import type { EventEntry, SlotName } from '../callback';

const entries: readonly EventEntry[] = EVENT_KEYS.map((key) => EVENTS[key]);
const withSlot = entries.filter((entry): entry is EventEntry & { slot: SlotName } => !!entry.slot);

/** Every slot of a callback template that an event of ours is sent to. */
export const SLOTS: readonly SlotName[] = withSlot.map((entry) => entry.slot);

/** The slots that the international site does not know and must not be sent. */
export const CHINA_ONLY_SLOTS: readonly SlotName[] = withSlot
	.filter((entry) => entry.chinaOnly)
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
