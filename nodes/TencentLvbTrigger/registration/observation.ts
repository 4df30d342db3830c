import type { Found } from '../../callbackTemplate/account';
import type { Settled } from './converge';
import { nextTurn } from './pairLock';
import type { Place } from './plan';
import type { Pair } from './state';

/** What a node's checkExists has seen, for the create that n8n calls right after it. */
interface Observation extends Pair {
	found: Found;
	/** Only the very next piece of work for the domain and app may rely on it. */
	turn: number;
	/** Milliseconds since 1970. */
	until: number;
}

const observations = new Map<string, Observation>();

/** n8n calls create within milliseconds. */
const LASTS_MS = 5_000;

/**
 * Looks at a domain and app for a node, and keeps what is seen for its create, unless other work was
 * under way or the look gives nothing to keep.
 */
export async function observe(
	node: string | undefined,
	pair: Place,
	look: () => Promise<Settled>,
): Promise<Settled> {
	if (node === undefined) return await look();
	observations.delete(node);
	const turn = nextTurn(pair);
	const seen = await look();
	if (turn !== undefined && seen.kind === 'settled' && seen.observed) {
		const until = Date.now() + LASTS_MS;
		const { domain, app } = pair;
		observations.set(node, { domain, app, found: seen.observed, turn, until });
	}
	return seen;
}

/** What a node saw of a domain and app just before this turn. Good for one time. */
export function takeObservation(
	node: string | undefined,
	pair: Place,
	turn: number,
): Found | undefined {
	if (node === undefined) return undefined;
	const seen = observations.get(node);
	observations.delete(node);
	if (seen?.turn !== turn || seen.domain !== pair.domain || seen.app !== pair.app) return undefined;
	return Date.now() < seen.until ? seen.found : undefined;
}
