import { beijingTime } from '../../account/beijingTime.mts';
import { utcSecond } from '../../account/utcSecond.mts';
import { invalidValue, type Refusal } from '../refusal.mts';

const DAY_MS = 86_400_000;
const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const BEIJING = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** What an action says about its StartTime and EndTime. */
export interface PeriodRules {
	/** ms */
	now: number;
	maxAgeDays: number;
	maxSpanDays: number;
	/** Whether Beijing time without a zone is read as well. */
	beijing?: boolean;
	/** Whether the end may lie in the future. */
	future?: boolean;
}

export type Period =
	| { ok: true; from: number; to: number; write: (instant: number) => string }
	| { ok: false; refusal: Refusal };

/** Reads StartTime and EndTime to ms; `write` puts an instant into the form that the request used. */
export function readPeriod(body: Record<string, unknown>, rules: PeriodRules): Period {
	const { StartTime, EndTime } = body as { StartTime: string; EndTime: string };
	const { now, maxAgeDays, maxSpanDays, beijing = false, future = false } = rules;
	const from = readTime(StartTime, beijing);
	const to = readTime(EndTime, beijing);
	const problem =
		from === undefined
			? 'StartTime is not in a form that this action takes'
			: to === undefined
				? 'EndTime is not in a form that this action takes'
				: UTC.test(StartTime) !== UTC.test(EndTime)
					? 'StartTime and EndTime must be in the same form'
					: to <= from
						? 'EndTime must be after StartTime'
						: to - from > maxSpanDays * DAY_MS
							? `the period is longer than ${inWords(maxSpanDays)}`
							: now - from > maxAgeDays * DAY_MS
								? `StartTime lies more than ${inWords(maxAgeDays)} back`
								: !future && to > now
									? 'EndTime lies in the future'
									: undefined;
	if (problem !== undefined) return { ok: false, refusal: invalidValue(problem) };
	const write = UTC.test(StartTime) ? utcSecond : beijingTime;
	return { ok: true, from: from as number, to: to as number, write };
}

/** ms of a UTC time, or of one in Beijing where that is taken; undefined where it is neither. */
export function readTime(text: string, beijing = false): number | undefined {
	const iso = UTC.test(text) ? text : beijing && BEIJING.test(text) ? `${text}+08:00` : '';
	const instant = Date.parse(iso.replace(' ', 'T'));
	return Number.isNaN(instant) ? undefined : instant;
}

const inWords = (days: number): string => (days < 1 ? `${days * 24} hours` : `${days} days`);
