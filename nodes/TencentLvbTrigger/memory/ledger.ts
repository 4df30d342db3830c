const MAX_ENTRIES = 10_000;
const MAX_AGE_MS = 30 * 60 * 1000;

interface Entry {
	delivery: string;
	/** Milliseconds since 1970. */
	addedAt: number;
}

/**
 * Remembers deliveries for half an hour, the newest 10 000 at most. In memory and per process: n8n
 * saves state before it stores the execution, so a ledger on disk could swallow an event whose
 * execution was never stored.
 */
export class Ledger {
	// A Map keeps the order of insertion, so the oldest entry is the first one.
	private readonly entries = new Map<string, Entry>();

	// Kept, because a new iterator walks over all places from which something was deleted.
	private readonly inOrder = this.entries.values();

	private oldest?: Entry;

	get size(): number {
		return this.entries.size;
	}

	/** @param now Milliseconds since 1970, as in `add`. */
	has(delivery: string, now: number): boolean {
		const entry = this.entries.get(delivery);
		return entry !== undefined && now - entry.addedAt < MAX_AGE_MS;
	}

	add(delivery: string, now: number): void {
		this.entries.delete(delivery);
		this.entries.set(delivery, { delivery, addedAt: now });
		for (;;) {
			const { delivery: oldest, addedAt } = this.findOldest();
			if (this.entries.size <= MAX_ENTRIES && now - addedAt < MAX_AGE_MS) return;
			this.entries.delete(oldest);
		}
	}

	// The entry just added is always ahead, so the iterator never ends.
	private findOldest(): Entry {
		let { oldest } = this;
		while (oldest === undefined || this.entries.get(oldest.delivery) !== oldest) {
			oldest = this.inOrder.next().value as Entry;
		}
		this.oldest = oldest;
		return oldest;
	}
}
