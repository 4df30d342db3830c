import { fromN8n } from '../../../../tools/n8n/queue/index.mts';
import { MARKER } from './marker.mts';
import type { Run } from './run.mts';

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
