import { trimmedFrom } from './convert/text';
import { eventOf } from './eventOf';
import { DECODERS } from './generated/decoders';
import type { Payload } from './payload';

/** The name of the stream that a callback is about, under whatever name its event has it. */
export function streamNameOf(payload: Payload): string | undefined {
	return trimmedFrom(DECODERS[eventOf(payload)?.key ?? 'unknown'].streamName(payload));
}
