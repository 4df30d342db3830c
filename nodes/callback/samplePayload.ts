import type { EventKey } from './generated/events';
import { SAMPLES } from './generated/samples';

/** A lifelike payload of the event, a new one each time, without `sign` and `t`. */
export function samplePayload(key: EventKey): Record<string, unknown> {
	return SAMPLES[key]();
}
