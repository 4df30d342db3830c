const last = new Map<string, Promise<unknown>>();

/**
 * Does one piece of work after the other on one thing, in the order in which they were asked for:
 * items run at once, and two that read, change and write the same thing would undo each other.
 * Holds within this process. What fails does not keep the next one from its turn.
 *
 * @throws what the work throws.
 */
export async function inTurn<Result>(thing: string, work: () => Promise<Result>): Promise<Result> {
	const turn = (last.get(thing) ?? Promise.resolve()).then(work, work);
	last.set(thing, turn);
	try {
		return await turn;
	} finally {
		if (last.get(thing) === turn) last.delete(thing);
	}
}
