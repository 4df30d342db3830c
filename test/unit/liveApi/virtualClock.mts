import type { Clock } from '../../../nodes/liveApi/pace.ts';

/** A clock whose time passes as soon as nobody has anything left to do. */
export class VirtualClock implements Clock {
	private time = 0;

	private timers: Array<{ at: number; ring(): void }> = [];

	now = (): number => this.time;

	/** As Node's timers: a millisecond at least. */
	sleep = async (ms: number): Promise<void> => {
		await new Promise<void>((ring) => this.timers.push({ at: this.time + Math.max(1, ms), ring }));
	};

	/** How many wait for their time. */
	get pending(): number {
		return this.timers.length;
	}

	/** Lets time pass until all is done, or up to `until`. */
	async run(until = Infinity): Promise<void> {
		for (;;) {
			await new Promise((idle) => setImmediate(idle));
			this.timers.sort((a, b) => a.at - b.at);
			if (this.timers.length === 0 || this.timers[0]!.at > until) break;
			const { at, ring } = this.timers.shift()!;
			this.time = Math.max(this.time, at);
			ring();
		}
		if (until !== Infinity) this.time = until;
	}
}
