import { FORMER_KEY_MS } from '../registration/keyInForce';

/**
 * The keys of one node's callback template, as far as this process has seen them. The one seen last
 * counts; any other is accepted for half an hour from the moment that it was replaced.
 */
export class KeyMemory {
	private current?: string;
	private readonly replacedAt = new Map<string, number>();

	/** @param current The key in the node's static data, undefined where there is none. */
	constructor(current: string | undefined) {
		this.current = current;
	}

	/**
	 * The keys that are accepted now.
	 *
	 * @param now Milliseconds since 1970, as in `learn`.
	 */
	accepted(now: number): string[] {
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
