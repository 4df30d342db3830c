import { attributed } from './attributed.mts';
import type { Run } from './run.mts';
import { wasAccepted, type SentEvent } from './sent.mts';

/** What became of all events. The lists hold markers. */
export interface Account {
	sent: number;
	/** Answered with 200 at some try. */
	accepted: number;
	/** Tries that were not answered with 200, by answer. */
	failedTries: Record<string, number>;
	/** Tries after the first. */
	retries: number;
	/** Events with an execution that came to its good end. */
	finished: number;
	/** Events without such, but with one that n8n shows as failed or crashed. */
	shownAsFailed: string[];
	/** Ids of the newest execution of each of them. */
	toRetry: string[];
	/** Those of them whose event n8n has dropped from the execution. */
	withoutData: string[];
	/** Events that have nothing but executions that n8n takes for unfinished. */
	stuck: string[];
	/** Answered with 200, and there is no execution. */
	lost: string[];
	/** Never answered with 200, though tried as often as Tencent does. */
	givenUp: string[];
	/** Events without any execution, accepted or not. */
	without: string[];
	/** Events with more than one execution. */
	doubles: string[];
	/** Those of them whose executions differ in `deliveryId`. */
	unequalDoubles: string[];
	/** Values of `deliveryId` that two events share. */
	sharedIds: string[];
	/** Executions that belong to no event. */
	strangers: string[];
}

const OPEN = new Set(['new', 'running', 'waiting', 'unknown']);

/** Holds what was sent against what n8n has stored. */
export function accountFor(events: SentEvent[], stored: Run[]): Account {
	const runs = attributed(events, stored);
	const known = new Set(events.map(({ marker }) => marker));
	const byMarker = Map.groupBy(runs, ({ marker }) => marker);
	const runsOf = ({ marker }: SentEvent) => byMarker.get(marker) ?? [];
	const accepted = events.filter(wasAccepted);
	const hasEnded = (event: SentEvent, status: string) =>
		runsOf(event).some((run) => run.status === status);
	const unfinished = events.filter(
		(event) => runsOf(event).length > 0 && !hasEnded(event, 'success'),
	);
	const isStuck = (event: SentEvent) => runsOf(event).every(({ status }) => OPEN.has(status));
	const doubles = events.filter((event) => runsOf(event).length > 1);
	const idsOf = (event: SentEvent) =>
		new Set(runsOf(event).flatMap((run) => (run.withoutData ? [] : [run.deliveryId])));
	const shownAsFailed = unfinished.filter((event) => !isStuck(event));
	return {
		sent: events.length,
		accepted: accepted.length,
		failedTries: countFailures(events),
		retries: events.reduce((sum, { tries }) => sum + tries.length - 1, 0),
		finished: events.filter((event) => hasEnded(event, 'success')).length,
		shownAsFailed: markersOf(shownAsFailed),
		toRetry: shownAsFailed.map((event) => runsOf(event).at(-1)!.id),
		withoutData: runs.flatMap(({ marker, withoutData }) => (withoutData && marker) || []),
		stuck: markersOf(unfinished.filter(isStuck)),
		lost: markersOf(accepted.filter((event) => runsOf(event).length === 0)),
		givenUp: markersOf(events.filter((event) => !accepted.includes(event))),
		without: markersOf(events.filter((event) => runsOf(event).length === 0)),
		doubles: markersOf(doubles),
		unequalDoubles: markersOf(doubles.filter((event) => idsOf(event).size > 1)),
		sharedIds: sharedIds(runs),
		strangers: runs
			.filter(({ marker }) => marker === null || !known.has(marker))
			.map(({ id }) => id),
	};
}

const markersOf = (events: SentEvent[]) => events.map(({ marker }) => marker);

function countFailures(events: SentEvent[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { answer } of events.flatMap(({ tries }) => tries)) {
		if (answer !== 200) counts[answer] = (counts[answer] ?? 0) + 1;
	}
	return counts;
}

function sharedIds(runs: Run[]): string[] {
	const identified = runs.filter(({ deliveryId }) => deliveryId !== null);
	const byId = Map.groupBy(identified, ({ deliveryId }) => deliveryId!);
	return [...byId]
		.filter(([, same]) => new Set(same.map(({ marker }) => marker)).size > 1)
		.map(([id]) => id);
}
