import type { Place } from './plan';
import type { Pair } from './state';

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
export function nextTurn(pair: Locked): number | undefined {
	const name = nameOf(pair);
	return last.has(name) ? undefined : (turns.get(name) ?? 0);
}
