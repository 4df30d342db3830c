import { sleep } from 'n8n-workflow';

import type { Found } from '../../callbackTemplate/account';
import type { TemplateKeys } from './templateKeys';

/** Time as a process of n8n sees it. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	sleep(ms: number): Promise<void>;
}

/**
 * All that one process of n8n remembers of its trigger nodes between two calls, with the clock that
 * it lives by. Gone with the process, which does no harm: whatever must last longer is at Tencent or
 * in the node's static data. Nodes are known by their `nodeKey`.
 */
export interface Memory extends Clock {
	/** The newest heart of each node; n8n starts another without ending the first after a failed publication. */
	readonly hearts: Map<string, { beat(): Promise<void> }>;
	/** Nodes whose deactivation has begun; nothing may be written to Tencent for them any more. */
	readonly leaving: Set<string>;
	/** Addresses that test runs were made for: as many as nodes that were tried. */
	readonly testAddresses: Set<string>;
	/** Who is at work on which domain and app, and what was seen of it just before. */
	readonly places: Places<Found>;
	/** Of each node that has met a key it does not know. */
	readonly templateKeys: Map<string, TemplateKeys>;
	/** Deliveries that were answered with 200. */
	readonly acknowledged: Ledger;
	/** Deliveries that workflows share and that some of them lack. */
	readonly handovers: Handovers;
	/** When each line that anybody on the internet can cause was logged last, in milliseconds since 1970. */
	readonly loggedAt: Map<string, number>;
}

const CLOCK: Clock = { now: () => Date.now(), sleep };

/** An empty memory, as a process begins with. */
export function createMemory(clock: Clock = CLOCK): Memory {
	return {
		...clock,
		hearts: new Map(),
		leaving: new Set(),
		testAddresses: new Set(),
		places: new Places(clock),
		templateKeys: new Map(),
		acknowledged: new Ledger(),
		handovers: new Handovers(),
		loggedAt: new Map(),
	};
}

const MOST_DELIVERIES = 10_000;
/** Tencent repeats a delivery for less. */
const REMEMBERED_MS = 30 * 60 * 1000;

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
		return entry !== undefined && now - entry.addedAt < REMEMBERED_MS;
	}

	add(delivery: string, now: number): void {
		this.entries.delete(delivery);
		this.entries.set(delivery, { delivery, addedAt: now });
		for (;;) {
			const { delivery: oldest, addedAt } = this.findOldest();
			if (this.entries.size <= MOST_DELIVERIES && now - addedAt < REMEMBERED_MS) return;
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
		return known !== undefined && now - known.since < REMEMBERED_MS ? known : undefined;
	}

	private entry(delivery: string, now: number): Handover {
		const known = this.find(delivery, now);
		if (known) return known;
		const begun: Handover = { since: now, taken: new Set(), failures: new Map() };
		this.open.delete(delivery);
		this.open.set(delivery, begun);
		for (const [oldest, { since }] of this.open) {
			if (this.open.size <= MOST_DELIVERIES && now - since < REMEMBERED_MS) break;
			this.open.delete(oldest);
		}
		return begun;
	}
}

/** Who comes to which place. */
interface Visit {
	place: string;
	/** Where it is one whose look may save its work a reading. */
	node?: string;
}

/** What a node saw of a place, for its own next work there. */
interface Sighting<Seen> {
	place: string;
	seen: Seen;
	/** Only the very next piece of work for the place may rely on it. */
	turn: symbol | undefined;
	/** Milliseconds since 1970. */
	until: number;
}

/** n8n calls create within milliseconds. */
const LASTS_MS = 5_000;

/**
 * Work on places, which are a domain and app each, known by the name that templates of this n8n have
 * for them. n8n activates workflows in parallel, and two that share a template would each find it
 * missing, so one piece of work for a place follows the other. Holds within this process only.
 */
export class Places<Seen> {
	private readonly now: () => number;

	/** The end of the work that came last, by place. */
	private readonly last = new Map<string, Promise<void>>();

	/** A sign of the piece of work that ended last, by place. */
	private readonly turns = new Map<string, symbol>();

	/** By node. */
	private readonly sightings = new Map<string, Sighting<Seen>>();

	constructor({ now }: { now(): number }) {
		this.now = now;
	}

	/**
	 * Runs work after all that is under way for the place. Where nothing happened there since the
	 * node's own look, the work is handed what was seen; that is good for one time.
	 */
	async work<T>({ place, node }: Visit, work: (seen?: Seen) => Promise<T>): Promise<T> {
		const before = this.last.get(place);
		let release = () => {};
		const mine = new Promise<void>((resolve) => (release = resolve));
		this.last.set(place, mine);
		try {
			await before;
			return await work(this.takeSighting({ place, node }));
		} finally {
			this.turns.set(place, Symbol());
			release();
		}
	}

	/**
	 * Looks at a place for a node, and keeps what is seen for its work, unless the look gives nothing to
	 * keep. Work that was under way meanwhile will have ended before, and makes it worthless.
	 */
	async look<T extends { kind: string; observed?: Seen }>(
		{ place, node }: Visit,
		look: () => Promise<T>,
	): Promise<T> {
		if (node === undefined) return await look();
		this.sightings.delete(node);
		const turn = this.turns.get(place);
		const result = await look();
		if (result.observed !== undefined) {
			const until = this.now() + LASTS_MS;
			this.sightings.set(node, { place, seen: result.observed, turn, until });
		}
		return result;
	}

	private takeSighting({ place, node }: Visit): Seen | undefined {
		if (node === undefined) return undefined;
		const sighting = this.sightings.get(node);
		this.sightings.delete(node);
		if (sighting?.place !== place || sighting.turn !== this.turns.get(place)) return undefined;
		return this.now() < sighting.until ? sighting.seen : undefined;
	}
}
