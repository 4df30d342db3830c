import type { IHookFunctions, ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

import { exceptionFor, withoutRetry } from './trouble';
import type { Trouble } from './trouble';

/** Whether n8n acts on its own: nobody reads what is thrown, and it would end a healthy workflow. */
export function isUnattended(context: IHookFunctions | ITriggerFunctions): boolean {
	const mode = context.getActivationMode();
	return mode === 'init' || mode === 'leadershipChange';
}

/** Identifies a node across the contexts that n8n makes for it; its name may change. */
export const nodeKey = (context: IHookFunctions | ITriggerFunctions | IWebhookFunctions): string =>
	`${context.getWorkflow().id}:${context.getNode().id}`;

/**
 * Tells trouble to whoever can hear it. Passing trouble is left to the heartbeat, which looks again
 * unless there is none.
 *
 * @throws NodeOperationError where a person waits for the outcome and has to act
 */
export function tell(
	context: IHookFunctions,
	trouble: Trouble,
	{ looksAgain = true }: { looksAgain?: boolean } = {},
): void {
	if (trouble.isForPerson && !isUnattended(context)) {
		throw exceptionFor(context.getNode(), trouble);
	}
	const next = looksAgain
		? 'The workflow stays active, and this is tried again every 5 minutes.'
		: 'The workflow stays active; publish it again after that.';
	warn(context, `${withoutRetry(trouble.text)} ${next}`);
}

/** Logs a line with the node's whereabouts. */
export function warn(context: IHookFunctions | ITriggerFunctions, text: string): void {
	context.logger.warn(`Registration at Tencent Cloud: ${text}`, {
		workflowId: context.getWorkflow().id,
		nodeName: context.getNode().name,
	});
}
