import { waitUntil, type N8nClient } from '../../../../tools/n8n/index.mts';
import type { FaultyN8n } from './faultyN8n.mts';

/** What a person does about failed executions: finds each in n8n's list and presses Retry. */
export interface Retried {
	/** How many had to be retried. */
	wanted: number;
	/** Those of them that n8n's list shows as failed or crashed. */
	shown: number;
	/** Those of them that came to their good end after one retry. */
	succeeded: number;
}

type Page = { data: Array<{ id: string }>; nextCursor: string | null };

/** Retries failed executions of a workflow through n8n's API. */
export async function retryFailed(
	client: N8nClient,
	n8n: FaultyN8n,
	{ workflowId, ids: wanted }: { workflowId: string; ids: string[] },
): Promise<Retried> {
	if (wanted.length === 0) return { wanted: 0, shown: 0, succeeded: 0 };
	const shown = new Set([
		...(await listed(client, workflowId, 'error')),
		...(await listed(client, workflowId, 'crashed')),
	]);
	const ids = wanted.filter((id) => shown.has(id));
	for (const id of ids) {
		// One that can't be retried is one that did not succeed.
		await client.session.api('POST', `/executions/${id}/retry`, {}).catch(() => undefined);
	}
	const results = async () => {
		const [{ good, open }] = await n8n.query<{ good: string; open: string }>(
			`SELECT count(CASE WHEN status = 'success' THEN 1 END) AS good,
			count(CASE WHEN status IN ('new', 'running', 'waiting') THEN 1 END) AS open
			FROM execution_entity WHERE "workflowId" = '${workflowId}' AND "retryOf" IS NOT NULL`,
		);
		return { good: Number(good), open: Number(open) };
	};
	let seen = await results();
	await waitUntil(async () => (seen = await results()).open === 0, {
		...{ what: 'retried executions', timeoutMs: 120_000, seen: () => seen },
	});
	return { wanted: wanted.length, shown: ids.length, succeeded: seen.good };
}

async function listed(client: N8nClient, workflowId: string, status: string): Promise<string[]> {
	const ids: string[] = [];
	let cursor = '';
	do {
		const query = `workflowId=${workflowId}&status=${status}&limit=250${cursor}`;
		const { data, nextCursor } = await client.session.api<Page>('GET', `/executions?${query}`);
		ids.push(...data.map(({ id }) => String(id)));
		cursor = nextCursor ? `&cursor=${encodeURIComponent(nextCursor)}` : '';
	} while (cursor);
	return ids;
}
