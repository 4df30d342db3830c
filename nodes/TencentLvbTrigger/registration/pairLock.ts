import type { Pair } from './state';

const last = new Map<string, Promise<void>>();

/**
 * Runs one piece of work after the other for a domain and app: n8n activates workflows in parallel,
 * and two that share a template would each find it missing. Holds within this process only.
 */
export async function withPairLocked<T>({ domain, app }: Pair, work: () => Promise<T>): Promise<T> {
	const name = `${domain}/${app}`;
	const before = last.get(name);
	let release = () => {};
	const mine = new Promise<void>((resolve) => (release = resolve));
	last.set(name, mine);
	try {
		await before;
		return await work();
	} finally {
		release();
		if (last.get(name) === mine) last.delete(name);
	}
}
