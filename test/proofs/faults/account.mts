import { fromN8n } from '../../../tools/n8n/queue/servers.mts';

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

/**
 * Where n8n fails an execution whose worker died, it may replace what it has stored of it by the
 * error alone. Such an execution is then given to the event that was accepted while it was created
 * and that has none else; one that fits no event stays nobody's.
 */
function attributed(events: SentEvent[], runs: Run[]): Array<Run & { withoutData?: boolean }> {
	const known = new Set(runs.map(({ marker }) => marker));
	const waiting = events.filter((event) => wasAccepted(event) && !known.has(event.marker));
	return runs.map((run) => {
		if (run.marker !== null) return run;
		const index = waiting.findIndex((event) => wasCreatedBy(run, event));
		if (index < 0) return run;
		const [{ marker }] = waiting.splice(index, 1);
		return { ...run, marker, withoutData: true };
	});
}

const wasCreatedBy = ({ createdAt }: Run, { tries }: SentEvent) =>
	tries.some(
		({ answer, at, durationMs }) =>
			answer === 200 && createdAt >= at && createdAt <= at + durationMs,
	);

/** The name of the stream of the nth event, which no other text in an execution can be. */
export const markerOf = (count: number) => `fault-${String(count).padStart(6, '0')}`;

/** Finds it in a text. */
export const MARKER = /\bfault-\d{6}\b/;

const SHOWN = 5;

/** What must not be, as sentences; none where every event is accounted for. */
export function problemsOf(account: Account): string[] {
	const { lost, stuck, without, givenUp, unequalDoubles, sharedIds, strangers } = account;
	const checks: Array<[string[], string]> = [
		[lost, 'accepted with 200 and without an execution'],
		[stuck, 'whose execution never ended, and that n8n does not show as crashed'],
		[givenUp, 'never accepted within the tries that Tencent makes'],
		[without, 'without an execution'],
		[unequalDoubles, 'that ran twice under different delivery ids'],
		[sharedIds, '(delivery ids) that two events share'],
		[strangers, '(executions) that belong to no event'],
	];
	return checks
		.filter(([found]) => found.length > 0)
		.map(([found, what]) => {
			const more = found.length > SHOWN ? ', ...' : '';
			return `${found.length} ${what}: ${found.slice(0, SHOWN).join(', ')}${more}`;
		});
}

export type Query = <T>(text: string) => Promise<T[]>;

interface Row {
	id: number | string;
	status: string;
	data: string | null;
	/** PostgreSQL's client gives a Date, SQLite's a text in UTC. */
	createdAt: Date | string;
}

/** Rows of one page: the data of an execution is some kilobytes long. */
const PAGE = 500;

/**
 * Every execution of a workflow that n8n has stored, but for those that a person started by a retry.
 * Straight from the tables: n8n's API leaves out rows that it takes for damaged.
 */
export async function readRuns(query: Query, workflowId: string): Promise<Run[]> {
	const runs: Run[] = [];
	for (let after = 0; ; after = Number(runs.at(-1)!.id)) {
		const rows = await query<Row>(
			`SELECT e.id, e.status, e."createdAt", d.data FROM execution_entity e
			LEFT JOIN execution_data d ON d."executionId" = e.id
			WHERE e."workflowId" = '${workflowId}' AND e."retryOf" IS NULL AND e.id > ${after}
			ORDER BY e.id LIMIT ${PAGE}`,
		);
		if (rows.length === 0) return runs;
		runs.push(...rows.map(runOf));
	}
}

function runOf({ id, status, data, createdAt }: Row): Run {
	const item = data === null ? undefined : firstItem(data);
	const text = JSON.stringify(item ?? null);
	return {
		id: String(id),
		status,
		createdAt: Date.parse(createdAt instanceof Date ? createdAt.toISOString() : `${createdAt}Z`),
		marker: MARKER.exec(text)?.[0] ?? null,
		deliveryId: typeof item?.deliveryId === 'string' ? item.deliveryId : null,
	};
}

interface Stored {
	resultData?: { runData?: Record<string, Array<{ data?: Outputs }>> };
	executionData?: { nodeExecutionStack?: Array<{ data?: Outputs }> };
}

type Outputs = { main?: Array<Array<{ json: Record<string, unknown> }> | null> };

const { parse } = fromN8n('flatted') as { parse(text: string): Stored };

/**
 * The item that the workflow started with, from its first node or from the one that was still to run:
 * where n8n recovers a crashed execution, it puts an item of its own into the former.
 */
function firstItem(data: string): Record<string, unknown> | undefined {
	const { resultData, executionData } = parse(data);
	const [first] = Object.values(resultData?.runData ?? {});
	const places = [first?.[0]?.data, executionData?.nodeExecutionStack?.[0]?.data];
	return places
		.flatMap((outputs) => outputs?.main?.flatMap((items) => items ?? []) ?? [])
		.map(({ json }) => json)
		.find((json) => MARKER.test(JSON.stringify(json)));
}

/** An execution that n8n stored, without those made by a retry of another. */
export interface Run {
	id: string;
	/** n8n's word: `new`, `running`, `success`, `error`, `crashed`, ... */
	status: string;
	/** Found in its data; null where n8n has dropped the event from it. */
	marker: string | null;
	/** ms */
	createdAt: number;
	deliveryId: string | null;
}

/** One try to deliver an event. */
export interface Try {
	/** An HTTP status, or why there was no answer. */
	answer: number | string;
	/** When it began, ms, and how long it took. */
	at: number;
	durationMs: number;
}

/** An event on its way to one workflow, by the tries that it took. */
export interface SentEvent {
	/** The name of its stream, which no other event bears. */
	marker: string;
	tries: Try[];
}

/** Whether n8n said, at some try, that it has the event. */
const wasAccepted = ({ tries }: SentEvent) => tries.some(({ answer }) => answer === 200);
