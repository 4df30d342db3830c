import { streamNameOf } from '../../callback';
import type { EventEntry } from '../../callback';
import type { ReceptionSettings } from './settings';
import { matchesStreamName } from './streamNameFilter';

/**
 * Whether an authentic event starts the workflow. An event that the catalogue lacks (`entry`
 * undefined) can't have been selected and is let through, so that nothing genuine is lost.
 */
export function isWanted(
	payload: Record<string, unknown>,
	entry: EventEntry | undefined,
	{ settings }: { settings: Pick<ReceptionSettings, 'events' | 'streamNameFilter'> },
): boolean {
	if (entry !== undefined && !settings.events.includes(entry.key)) return false;
	if (settings.streamNameFilter === '') return true;
	const streamName = streamNameOf(payload);
	return !streamName || matchesStreamName(streamName, settings.streamNameFilter);
}
