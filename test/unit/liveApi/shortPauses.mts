import { jest } from '@jest/globals';

/**
 * Makes n8n's `sleep` end at once for the pauses between attempts, and records how long they were but
 * for those of no length, which let others have their turn.
 */
export function shortPauses(): number[] {
	const pauses: number[] = [];
	const real = globalThis.setTimeout;
	jest.spyOn(globalThis, 'setTimeout').mockImplementation(((
		run: () => void,
		ms = 0,
		...rest: []
	) => {
		const isPause = new Error().stack?.includes('sleep') ?? false;
		if (isPause && ms > 0) pauses.push(ms);
		return real(run, isPause ? 0 : ms, ...rest);
	}) as typeof setTimeout);
	return pauses;
}
