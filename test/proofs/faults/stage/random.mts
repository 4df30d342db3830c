/** Gives numbers from 0 up to, but not including, 1. */
export type Random = () => number;

/** The generator mulberry32: a seed of 32 bits repeats its numbers on every machine. */
export function seededRandom(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** A whole number from `least` to `most`. */
export function between(random: Random, [least, most]: readonly [number, number]): number {
	return least + Math.floor(random() * (most - least + 1));
}

/** The same entries in another order. */
export function shuffled<T>(random: Random, entries: readonly T[]): T[] {
	return entries
		.map((entry) => ({ entry, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ entry }) => entry);
}
