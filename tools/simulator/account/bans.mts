import { placeKey, type Place } from './place.mts';

/** A push that is forbidden for a while. */
export interface Ban extends Place {
	/** ms */
	from: number;
	/** ms */
	until: number;
	reason: string;
}

/**
 * The bans of an account, keyed by `placeKey`. By default the stream name alone decides: a stream of
 * the same name on another domain or path is forbidden too; Tencent turns strict matching on by request.
 */
export class Bans extends Map<string, Ban> {
	readonly matching: 'name' | 'place';

	constructor(matching: 'name' | 'place' = 'name') {
		super();
		this.matching = matching;
	}

	ban(ban: Ban): void {
		this.set(placeKey(ban), ban);
	}

	/** Whether a ban that holds at `now` (ms) covers the place. */
	covers(place: Place, now: number): boolean {
		return [...this.values()].some((ban) => ban.until > now && this.matches(ban, place));
	}

	/** Ends every ban that covers the place. */
	lift(place: Place): void {
		for (const [key, ban] of this) if (this.matches(ban, place)) this.delete(key);
	}

	/** Whether a ban of `banned` is one of `place` too. */
	matches(banned: Place, place: Place): boolean {
		if (this.matching === 'name') return banned.streamName === place.streamName;
		return placeKey(banned) === placeKey(place);
	}
}
