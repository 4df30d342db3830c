let last: Promise<unknown> = Promise.resolve();

/**
 * Waits until what was given here before has ended: two items that clean up at once would take
 * each other's restored rules for their own.
 */
export async function oneAtATime<Result>(work: () => Promise<Result>): Promise<Result> {
	const turn = last.then(work, work);
	last = turn;
	return await turn;
}
