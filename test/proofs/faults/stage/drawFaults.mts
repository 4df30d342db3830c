import { between, shuffled, type Random } from './random.mts';

/** One blow: after so many events were sent, this part is down for so long. */
export interface Fault {
	afterEvents: number;
	target: string;
	downMs: number;
}

export interface DrawOptions {
	events: number;
	/** How often each part is struck. */
	strikes: number;
	/** How long each part is down at least and at most, ms, by its name. */
	targets: Record<string, readonly [number, number]>;
	random: Random;
}

/** Faults come neither before the first events nor after the last ones. */
const BETWEEN = { first: 0.05, last: 0.95 };

/** Draws the moments, the order of the parts and how long each stays down; the earliest first. */
export function drawFaults({ events, strikes, targets, random }: DrawOptions): Fault[] {
	const names = Object.keys(targets).flatMap((name) => Array<string>(strikes).fill(name));
	const span = [Math.ceil(events * BETWEEN.first), Math.floor(events * BETWEEN.last)] as const;
	const moments = names.map(() => between(random, span)).sort((a, b) => a - b);
	return shuffled(random, names).map((target, index) => ({
		afterEvents: moments[index],
		target,
		downMs: between(random, targets[target]),
	}));
}
