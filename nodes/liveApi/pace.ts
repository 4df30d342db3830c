import { createHash } from 'crypto';
import { sleep } from 'n8n-workflow';

import { LIVE_RATES, USUAL_RATE } from './generated/rates';

/** Milliseconds that never go back, and a way to let some pass, as timers do: one at least. */
export interface Clock {
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** A call that was let go. */
export interface Turn {
	sentAt: number;
	answeredAt?: number;
}

interface Waiting {
	isStopped(): boolean;
	go(call: Turn | undefined): void;
}

/** The second that Tencent counts in, with what two clocks that round to a millisecond may differ. */
const SECOND_MS = 1010;

/** How unequal the ways of two calls to Tencent may be without that an answer shows it. */
const USUAL_JITTER_MS = 80;

/** So many seconds' calls show how far away Tencent is. */
const SECONDS_TO_LEARN = 2;

/** How often those look again who wait for an answer that is late. */
const LOOK_AGAIN_MS = 20;

/** After that long a call without an answer has arrived, or never will. */
const LONGEST_WAY_MS = 5000;

/**
 * Lets so many calls go that no second holds more than `perSecond` of them where they arrive, however
 * long their way was. Tencent counts on arrival, which nobody sees; but a call has arrived once it is
 * answered, and what is sent a second after that arrives later still. So a call counts for a second
 * from its answer on. Where Tencent is far away that would make the pace slower than it has to be: a
 * way that is long for all takes nothing from the distance between two calls, only one that is longer
 * than others does. So a call counts no longer than its own delay asks for.
 *
 * The first `perSecond` go without waiting. Runs take turns, so that a short one does not wait for all
 * of a long one. Nothing is left behind when nobody waits: no timer, and no memory beyond that second.
 */
export class Pace {
	private readonly perSecond: number;

	private readonly clock: Clock;

	private calls: Turn[] = [];

	/** The least time that an answer has taken, and how many there were. */
	private leastMs = Infinity;

	private answers = 0;

	/** Who waits, by run; the first one's turn is next. */
	private readonly queues = new Map<object, Waiting[]>();

	private isServing = false;

	constructor(perSecond: number, clock: Clock) {
		this.perSecond = perSecond;
		this.clock = clock;
	}

	/** Whether it may be forgotten: nobody waits, and no call counts any more. */
	get isIdle(): boolean {
		return this.queues.size === 0 && this.counting(this.clock.now()) === 0;
	}

	/** Counts a call that can't wait. */
	begin(): Turn {
		const call: Turn = { sentAt: this.clock.now() };
		this.calls.push(call);
		return call;
	}

	/** Waits until a call may go; undefined where its run is stopped before. */
	async turn(run: object, isStopped: () => boolean): Promise<Turn | undefined> {
		return await new Promise<Turn | undefined>((go) => {
			const queue = this.queues.get(run) ?? [];
			queue.push({ isStopped, go });
			this.queues.set(run, queue);
			if (!this.isServing) void this.serve();
		});
	}

	/** To be called for each call that was let go, however it ended. */
	end(call: Turn): void {
		call.answeredAt = this.clock.now();
		this.leastMs = Math.min(this.leastMs, call.answeredAt - call.sentAt);
		this.answers += 1;
	}

	private async serve(): Promise<void> {
		this.isServing = true;
		for (;;) {
			this.dismissStopped();
			if (this.queues.size === 0) break;
			const now = this.clock.now();
			const isFree = this.counting(now) < this.perSecond;
			if (isFree) this.takeNext().go(this.begin());
			// One after the other, so that each leaves when it is said to: making a request is work.
			await this.clock.sleep(isFree ? 0 : this.msUntilFree(now));
		}
		this.isServing = false;
	}

	private dismissStopped(): void {
		for (const [run, queue] of this.queues) {
			const staying: Waiting[] = [];
			for (const waiting of queue) {
				if (waiting.isStopped()) waiting.go(undefined);
				else staying.push(waiting);
			}
			if (staying.length > 0) this.queues.set(run, staying);
			else this.queues.delete(run);
		}
	}

	private takeNext(): Waiting {
		const [[run, [next, ...rest]]] = this.queues;
		// Behind all others; where nobody is left, it is dismissed.
		this.queues.delete(run);
		this.queues.set(run, rest);
		return next;
	}

	/** How many calls count now; forgets those that do no more. */
	private counting(now: number): number {
		this.calls = this.calls.filter((call) => this.countsUntil(call) > now);
		return this.calls.length;
	}

	private msUntilFree(now: number): number {
		const soonest = this.calls.map((call) =>
			call.answeredAt === undefined
				? Math.max(this.countsUntil({ ...call, answeredAt: now }), now + LOOK_AGAIN_MS)
				: this.countsUntil(call),
		);
		return Math.min(...soonest) - now;
	}

	private countsUntil({ sentAt, answeredAt }: Turn): number {
		if (answeredAt === undefined) return sentAt + SECOND_MS + LONGEST_WAY_MS;
		const tookMs = answeredAt - sentAt;
		// The first answers may all be late: a machine that is busy is not one that is far away.
		const distanceMs = this.answers >= SECONDS_TO_LEARN * this.perSecond ? this.leastMs : 0;
		const delayMs = Math.max(USUAL_JITTER_MS, tookMs - distanceMs);
		return sentAt + SECOND_MS + Math.min(tookMs, delayMs, LONGEST_WAY_MS);
	}
}

/** What Tencent counts together. */
interface Counted {
	/** Whose calls they are. */
	secretId: unknown;
	url: string;
	action: string;
	service?: string;
	region?: string;
}

const CLOCK: Clock = { now: () => performance.now(), sleep };

/** By a digest, so that no key of an account is kept. */
const paces = new Map<string, Pace>();

/**
 * The pace of an action that all executions of this process share: that of its documentation where it
 * is one of Live's, else Tencent Cloud's usual one.
 */
export function paceOf({ secretId, url, action, service = 'live', region = '' }: Counted): Pace {
	const name = JSON.stringify([String(secretId), url, region, action]);
	const key = createHash('sha256').update(name).digest('base64');
	const known = paces.get(key);
	if (known) return known;
	for (const [other, pace] of paces) if (pace.isIdle) paces.delete(other);
	const rate = service === 'live' ? LIVE_RATES.get(action) : undefined;
	const pace = new Pace(rate ?? USUAL_RATE, CLOCK);
	paces.set(key, pace);
	return pace;
}

const ended = new WeakSet<object>();

/** Calls of this run that wait for their turn are not made any more. */
export function endRun(run: object): void {
	ended.add(run);
}

export const hasEnded = (run: object): boolean => ended.has(run);
