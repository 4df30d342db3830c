import type { Action } from '../catalogue/readActions.mts';

/**
 * Calls per second that an action takes: one number for each action, `documented` for the numbers of
 * the catalogue (those that state none are not limited), or numbers by action with `*` for the others.
 */
export type RateLimit = number | 'documented' | Record<string, number>;

export interface RateLimiter {
	/** Counts a call at `now` (ms); false where it is one too many within a second. */
	take(action: string, now: number): boolean;
}

const WINDOW_MS = 1000;

/** Lets everything through where there is no limit. */
export function createRateLimiter(
	limit: RateLimit | undefined,
	actions: Map<string, Action>,
): RateLimiter {
	const accepted = new Map<string, number[]>();
	const limitOf = (action: string): number => {
		if (limit === undefined) return Infinity;
		if (typeof limit === 'number') return limit;
		if (limit === 'documented') return actions.get(action)?.rateLimitPerSecond ?? Infinity;
		return limit[action] ?? limit['*'] ?? Infinity;
	};
	return {
		take(action, now) {
			const most = limitOf(action);
			if (most === Infinity) return true;
			const recent = (accepted.get(action) ?? []).filter((at) => at > now - WINDOW_MS);
			accepted.set(action, recent);
			if (recent.length >= most) return false;
			recent.push(now);
			return true;
		},
	};
}
