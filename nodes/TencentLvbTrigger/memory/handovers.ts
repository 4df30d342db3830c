const MAX_DELIVERIES = 10_000;
const MAX_AGE_MS = 30 * 60 * 1000;

/** What has become of one delivery so far. */
interface Handover {
	/** Milliseconds since 1970, of the first entry. */
	since: number;
	/** Those that have it. */
	taken: Set<string>;
	/** How often each of the others could not take it. */
	failures: Map<string, number>;
}

/**
 * Remembers of deliveries that several workflows share who has one already, and how often it failed
 * for whom: for half an hour, the newest 10 000 at most. Only of those that are not at an end, so that
 * it is empty as long as nothing fails. Per process, as the ledger is.
 */
export class Handovers {
	// A Map keeps the order of insertion, so the oldest entry is the first one.
	private readonly open = new Map<string, Handover>();

	get size(): number {
		return this.open.size;
	}

	/** @param now Milliseconds since 1970, as in the methods below. */
	hasTaken(delivery: string, sharer: string, now: number): boolean {
		return this.find(delivery, now)?.taken.has(sharer) === true;
	}

	take(delivery: string, sharer: string, now: number): void {
		this.entry(delivery, now).taken.add(sharer);
	}

	/** Gives back how often it has failed by now, this time included. */
	fail(delivery: string, sharer: string, now: number): number {
		const { failures } = this.entry(delivery, now);
		const count = (failures.get(sharer) ?? 0) + 1;
		failures.set(sharer, count);
		return count;
	}

	/** To be called for a delivery that has come to its end. */
	forget(delivery: string): void {
		this.open.delete(delivery);
	}

	private find(delivery: string, now: number): Handover | undefined {
		const known = this.open.get(delivery);
		return known !== undefined && now - known.since < MAX_AGE_MS ? known : undefined;
	}

	private entry(delivery: string, now: number): Handover {
		const known = this.find(delivery, now);
		if (known) return known;
		const begun: Handover = { since: now, taken: new Set(), failures: new Map() };
		this.open.delete(delivery);
		this.open.set(delivery, begun);
		for (const [oldest, { since }] of this.open) {
			if (this.open.size <= MAX_DELIVERIES && now - since < MAX_AGE_MS) break;
			this.open.delete(oldest);
		}
		return begun;
	}
}
