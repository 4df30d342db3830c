/**
 * Tencent needs up to 10 minutes to sign with a new key everywhere, and gives each signature another
 * 10; the rest is for its retries. A key that leaked is of no use after this.
 */
const FORMER_KEY_MS = 30 * 60 * 1000;

/**
 * The keys of one node's callback template, as far as this process has seen them. The one seen last
 * counts; any other is accepted for half an hour from the moment that it was replaced.
 */
export class KeyMemory {
	private stored?: string;
	private current?: string;
	private readonly replacedAt = new Map<string, number>();

	/** @param stored The key in the node's static data, undefined where there is none. */
	constructor(stored: string | undefined) {
		this.stored = stored;
		this.current = stored;
	}

	/**
	 * The keys that are accepted now.
	 *
	 * @param stored As in the constructor, at this moment: another one was stored by an activation,
	 *   which has read the template, so it is the newest.
	 * @param now Milliseconds since 1970, as in `learn`.
	 */
	accepted(stored: string | undefined, now: number): string[] {
		if (stored !== this.stored) {
			this.stored = stored;
			if (stored !== undefined) this.learn(stored, now);
		}
		for (const [key, replacedAt] of this.replacedAt) {
			if (now - replacedAt >= FORMER_KEY_MS) this.replacedAt.delete(key);
		}
		return [...(this.current === undefined ? [] : [this.current]), ...this.replacedAt.keys()];
	}

	/** Takes over the template's key; true where it is another one than before. */
	learn(key: string, now: number): boolean {
		if (key === this.current) return false;
		if (this.current !== undefined) this.replacedAt.set(this.current, now);
		this.replacedAt.delete(key);
		this.current = key;
		return true;
	}
}
