import type { IWebhookFunctions } from 'n8n-workflow';

import { Ledger } from './ledger';

const ledger = new Ledger();

/** Whether this process already answered the delivery with 200. */
export function wasAcknowledged(
	context: IWebhookFunctions,
	deliveryId: string,
	{ now }: { now: number },
): boolean {
	return ledger.has(keyOf(context, deliveryId), now);
}

/**
 * Enters the delivery once its answer went out with 200: only then has n8n stored the execution.
 * `close` without `finish` means that Tencent heard nothing and will send again.
 */
export function acknowledgeWhenAnswered(context: IWebhookFunctions, deliveryId: string): void {
	const key = keyOf(context, deliveryId);
	const response = context.getResponseObject();
	response.once('finish', () => {
		if (response.statusCode === 200) ledger.add(key, Date.now());
	});
}

function keyOf(context: IWebhookFunctions, deliveryId: string): string {
	return `${context.getWorkflow().id}/${context.getNode().id}/${deliveryId}`;
}
