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
