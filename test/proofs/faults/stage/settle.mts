import { setTimeout as pause } from 'node:timers/promises';
import type { FaultyN8n } from './faultyN8n.mts';

/** How long executions may go on after the last event while their number still changes. */
const QUIET_MS = 150_000;

/** How many executions n8n takes for unfinished. */
async function unfinished({ query }: FaultyN8n): Promise<number> {
	const [{ count }] = await query<{ count: string | number }>(
		"SELECT count(*) AS count FROM execution_entity WHERE status IN ('new', 'running', 'waiting')",
	);
	return Number(count);
}

/**
 * Waits until no execution is unfinished, or none has ended for `quietMs`; gives how many still are.
 * A worker that was killed keeps its jobs for up to 2 minutes: only then another one takes notice.
 */
export async function settle(n8n: FaultyN8n, quietMs = QUIET_MS): Promise<number> {
	let last = await unfinished(n8n);
	let end = Date.now() + quietMs;
	while (last > 0 && Date.now() < end) {
		await pause(500);
		const now = await unfinished(n8n);
		if (now !== last) end = Date.now() + quietMs;
		last = now;
	}
	return last;
}
