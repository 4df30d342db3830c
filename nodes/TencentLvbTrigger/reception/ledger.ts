const MAX_ENTRIES = 10_000;
const MAX_AGE_MS = 30 * 60 * 1000;

/**
 * Remembers deliveries for half an hour, the newest 10 000 at most. In memory and per process: n8n
 * saves state before it stores the execution, so a ledger on disk could swallow an event whose
 * execution was never stored.
 */
export class Ledger {
	// A Map keeps the order of insertion, so the oldest entry is the first one.
	private readonly addedAt = new Map<string, number>();

	get size(): number {
		return this.addedAt.size;
	}

	/** @param now Milliseconds since 1970, as in `add`. */
	has(delivery: string, now: number): boolean {
		const addedAt = this.addedAt.get(delivery);
		return addedAt !== undefined && now - addedAt < MAX_AGE_MS;
	}

	add(delivery: string, now: number): void {
		this.addedAt.delete(delivery);
		this.addedAt.set(delivery, now);
		for (const [oldest, addedAt] of this.addedAt) {
			if (this.addedAt.size <= MAX_ENTRIES && now - addedAt < MAX_AGE_MS) return;
			this.addedAt.delete(oldest);
		}
	}
}
