import { jest } from '@jest/globals';

/** Clocks of this machine on which time passes only in pauses, and as it is told to. */
export function virtualMachine(): { pauses: number[]; pass(ms: number): void } {
	let now = Date.now();
	const pauses: number[] = [];
	const real = globalThis.setTimeout;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	jest.spyOn(performance, 'now').mockImplementation(() => now);
	jest.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, ms = 0) => {
		if (!(new Error().stack?.includes('sleep') ?? false)) return real(run, ms);
		if (ms > 0) pauses.push(ms);
		now += Math.max(1, ms);
		return real(run, 0);
	}) as typeof setTimeout);
	return { pauses, pass: (ms) => void (now += ms) };
}
