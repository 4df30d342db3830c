import type { Found } from '../../callbackTemplate/account';
import type { Pair } from '../settings';
import type { Settled } from './converge';
import type { Place } from './situation';

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

type Locked = Pair & Partial<Place>;

const last = new Map<string, Promise<void>>();

/** How many pieces of work have ended, by domain and app. */
const turns = new Map<string, number>();

// The template's name stands for a domain and app, and is all that is known of some.
const nameOf = ({ domain, app, templateName = `${domain}/${app}` }: Locked): string => templateName;

/**
 * Runs one piece of work after the other for a domain and app: n8n activates workflows in parallel,
 * and two that share a template would each find it missing. Holds within this process only. The
 * work learns how many went before it.
 */
export async function withPairLocked<T>(
	pair: Locked,
	work: (turn: number) => Promise<T>,
): Promise<T> {
	const name = nameOf(pair);
	const before = last.get(name);
	let release = () => {};
	const mine = new Promise<void>((resolve) => (release = resolve));
	last.set(name, mine);
	try {
		await before;
		return await work(turns.get(name) ?? 0);
	} finally {
		turns.set(name, (turns.get(name) ?? 0) + 1);
		release();
		if (last.get(name) === mine) last.delete(name);
	}
}

/** The turn of the next piece of work for a domain and app; undefined while one is under way. */
function nextTurn(pair: Locked): number | undefined {
	const name = nameOf(pair);
	return last.has(name) ? undefined : (turns.get(name) ?? 0);
}

/** Nodes whose deactivation has begun; nothing may be written to Tencent for them any more. */
const leaving = new Set<string>();

/** Marks the beginning of a deactivation: from here on the heartbeat writes nothing. */
export const beginLeaving = (key: string): void => void leaving.add(key);

/** Takes the mark away: n8n also deactivates between two attempts to activate. */
export const endLeaving = (key: string): void => void leaving.delete(key);

export const isLeaving = (key: string): boolean => leaving.has(key);
