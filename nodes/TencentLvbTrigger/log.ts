import type { IHookFunctions, ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

/** Logs a line about the registration, with the node's whereabouts. */
export function warn(context: IHookFunctions | ITriggerFunctions, text: string): void {
	context.logger.warn(`Registration at Tencent Cloud: ${text}`, {
		workflowId: context.getWorkflow().id,
		nodeName: context.getNode().name,
	});
}

const BETWEEN_LINES_MS = 60_000;

/** Far more nodes than one process serves; keeps the memory bounded all the same. */
const MAX_REMEMBERED = 1_000;

/** When which line was logged last; a part of what a process remembers. */
interface LinesSoFar {
	/** Milliseconds since 1970. */
	now(): number;
	loggedAt: Map<string, number>;
}

/**
 * Logs a warning with the names of workflow and node, once a minute per node and reason at most:
 * anybody on the internet can cause one.
 */
export function logSeldom(
	context: IWebhookFunctions,
	{ now, loggedAt }: LinesSoFar,
	{ reason, text }: { reason: string; text: string },
): void {
	const { id: workflowId, name: workflowName } = context.getWorkflow();
	const { id: nodeId, name: nodeName } = context.getNode();
	const key = `${workflowId}/${nodeId}/${reason}`;
	const last = loggedAt.get(key);
	if (last !== undefined && now() - last < BETWEEN_LINES_MS) return;
	if (loggedAt.size >= MAX_REMEMBERED) loggedAt.clear();
	loggedAt.set(key, now());
	context.logger.warn(`[${workflowName} / ${nodeName}] ${text}`, { workflowId, nodeName, reason });
}
