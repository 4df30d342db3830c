/**
 * What goes wrong with one live API call. Unless it says otherwise the call had no effect.
 * - `refused`: the answer is the error `code`
 * - `rateLimited`: RequestLimitExceeded
 * - `timeoutBefore`: no answer, no effect; `timeoutAfter`: no answer, but the call took effect
 * - `http500`: a gateway's page instead of an answer
 * - `malformed`: HTTP 200 with half of a JSON text; the call took effect
 * - `reset`: the connection is cut
 */
export type Fault = ({ kind: 'refused'; code: string; message?: string } | { kind: PlainKind }) & {
	/** Whether the call takes effect all the same. */
	takesEffect?: boolean;
};

type PlainKind =
	| 'timeoutBefore'
	| 'timeoutAfter'
	| 'rateLimited'
	| 'http500'
	| 'malformed'
	| 'reset';

/** A fault that needs no further data may be written as its kind. */
export type FaultSpec = Fault | PlainKind;

export interface Faults {
	/** The next `times` (1) calls of the action, or of any with '*', meet the fault. */
	next(action: string, fault: FaultSpec, times?: number): void;
	/** Call number `callIndex`, counted from 0 since the start or the last `clear()`, meets the fault. */
	at(callIndex: number, fault: FaultSpec): void;
	/** Forgets all faults and counts calls from 0 again. */
	clear(): void;
}

/** Faults plus the side that the live API asks. */
export interface FaultPlan extends Faults {
	/** The fault of the call that has just come in, if any. */
	take(action: string): Fault | undefined;
}

export function createFaults(): FaultPlan {
	let calls = 0;
	const byIndex = new Map<number, Fault>();
	let waiting: { action: string; fault: Fault; times: number }[] = [];
	return {
		next(action, fault, times = 1) {
			waiting.push({ action, fault: read(fault), times });
		},
		at(callIndex, fault) {
			byIndex.set(callIndex, read(fault));
		},
		clear() {
			calls = 0;
			byIndex.clear();
			waiting = [];
		},
		take(action) {
			const planned = byIndex.get(calls++);
			if (planned) return planned;
			const found = waiting.find((entry) => entry.action === '*' || entry.action === action);
			if (!found) return undefined;
			found.times -= 1;
			waiting = waiting.filter((entry) => entry.times > 0);
			return found.fault;
		},
	};
}

/** Whether the call behind the fault is carried out. */
export function takesEffect(fault: Fault): boolean {
	return fault.takesEffect ?? (fault.kind === 'timeoutAfter' || fault.kind === 'malformed');
}

const read = (fault: FaultSpec): Fault => (typeof fault === 'string' ? { kind: fault } : fault);
