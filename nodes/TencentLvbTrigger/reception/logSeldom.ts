import type { IWebhookFunctions } from 'n8n-workflow';

const PAUSE_MS = 60_000;

/** Far more nodes than one process serves; keeps the memory bounded all the same. */
const MAX_REMEMBERED = 1_000;

const loggedAt = new Map<string, number>();

/**
 * Logs a warning with the names of workflow and node, once a minute per node and reason at most:
 * anybody on the internet can cause one.
 */
export function logSeldom(
	context: IWebhookFunctions,
	{ reason, text }: { reason: string; text: string },
): void {
	const { id: workflowId, name: workflowName } = context.getWorkflow();
	const { id: nodeId, name: nodeName } = context.getNode();
	const now = Date.now();
	const key = `${workflowId}/${nodeId}/${reason}`;
	const last = loggedAt.get(key);
	if (last !== undefined && now - last < PAUSE_MS) return;
	if (loggedAt.size >= MAX_REMEMBERED) loggedAt.clear();
	loggedAt.set(key, now);
	context.logger.warn(`[${workflowName} / ${nodeName}] ${text}`, { workflowId, nodeName, reason });
}
