import type { Told } from '../../liveApi/refusal';
import { FORMER_KEY_MS } from '../keyInForce';

/** What a process knows of the key of a node's template, beyond what the node has stored. */
export interface TemplateKeys {
	/** What was stored when this began. */
	registration: string;
	keys: KeyMemory;
	reading: SeldomRead<KeyReading>;
}

/** What reading a node's callback template again led to. */
export type KeyReading =
	| { ok: true; key: string }
	/** Why there is no key, and what to do about it. */
	| ({ ok: false } & Told);

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

const BETWEEN_READINGS_MS = 60_000;

/** Each request that waits holds resources of n8n; the others are refused and sent again. */
const MOST_WAITING = 10;

/**
 * Reads something at most once a minute, whether that succeeds or not, because anybody on the
 * internet can ask for it. Whoever asks meanwhile shares the reading that is under way, as far as
 * there is room, or gets what the last one found.
 */
export class SeldomRead<T> {
	private startedAt?: number;
	private underWay?: Promise<T>;
	private waiting = 0;
	private last?: T;

	/**
	 * What `read` finds, now or less than a minute ago; undefined where too many wait for it already.
	 *
	 * @param now Milliseconds since 1970.
	 */
	async get(read: () => Promise<T>, now: number): Promise<T | undefined> {
		if (this.underWay === undefined) {
			if (this.isTooSoon(now)) return this.last;
			this.startedAt = now;
			this.underWay = this.run(read);
		}
		if (this.waiting >= MOST_WAITING) return undefined;
		this.waiting += 1;
		try {
			return await this.underWay;
		} finally {
			this.waiting -= 1;
		}
	}

	// A clock that was set back must not stop the reading for long.
	private isTooSoon(now: number): boolean {
		return this.startedAt !== undefined && Math.abs(now - this.startedAt) < BETWEEN_READINGS_MS;
	}

	private async run(read: () => Promise<T>): Promise<T> {
		try {
			this.last = await read();
			return this.last;
		} finally {
			this.underWay = undefined;
		}
	}
}
