import type { Place } from './place.mts';

/** A push that has ended, kept small: an account may have a hundred thousand of them. */
export interface PastPush extends Place {
	/** ms */
	startedAt: number;
	/** ms */
	endedAt: number;
	stopReason: string;
	clientIp: string;
	/** `width*height` */
	resolution: string;
	/** Whether the push never came about. */
	failed: boolean;
}

/** Ended pushes in the order of their ends. */
export class PushHistory {
	readonly pushes: PastPush[] = [];

	add(push: PastPush): void {
		if (push.endedAt >= (this.pushes.at(-1)?.endedAt ?? 0)) this.pushes.push(push);
		else this.pushes.splice(this.firstFrom(push.endedAt + 1), 0, push);
	}

	/** The pushes that ended from `from` to `to` (ms, both included), oldest first. */
	between(from: number, to: number): PastPush[] {
		return this.pushes.slice(this.firstFrom(from), this.firstFrom(to + 1));
	}

	/** Index of the first push that ended at `instant` or later. */
	private firstFrom(instant: number): number {
		let low = 0;
		let high = this.pushes.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.pushes[middle].endedAt < instant) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
