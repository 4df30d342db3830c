import type { UrlSlot } from '../../../../tools/simulator/account/templates.mts';

/** Tencent's names for the slots of the events used here. */
export const SLOT_OF: Record<string, UrlSlot> = {
	streamBegin: 'StreamBeginNotifyUrl',
	streamEnd: 'StreamEndNotifyUrl',
	snapshot: 'SnapshotNotifyUrl',
};
