import type { Run } from './run.mts';
import { wasAccepted, type SentEvent } from './sent.mts';

/**
 * Where n8n fails an execution whose worker died, it may replace what it has stored of it by the
 * error alone. Such an execution is then given to the event that was accepted while it was created
 * and that has none else; one that fits no event stays nobody's.
 */
export function attributed(
	events: SentEvent[],
	runs: Run[],
): Array<Run & { withoutData?: boolean }> {
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
