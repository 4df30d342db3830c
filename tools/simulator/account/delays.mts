import type { Place } from './place.mts';

/** Delayed playback of a stream. */
export interface Delay extends Place {
	seconds: number;
	/** ms */
	from: number;
	/** ms */
	until: number;
}
