import type { IWebhookFunctions } from 'n8n-workflow';

import { Ledger } from './ledger';

const ledger = new Ledger();

/** What the ledger knows a delivery by: two nodes may both get the same event. */
export function deliveryKeyOf(context: IWebhookFunctions, deliveryId: string): string {
	return `${context.getWorkflow().id}/${context.getNode().id}/${deliveryId}`;
}

/** Whether this process answered the delivery with 200 already. */
export function wasAcknowledged(deliveryKey: string, now: number): boolean {
	return ledger.has(deliveryKey, now);
}

/**
 * Enters the delivery once its answer went out with 200: only then has n8n stored the execution.
 * `close` without `finish` means that Tencent heard nothing and will send again.
 */
export function acknowledgeWhenAnswered(context: IWebhookFunctions, deliveryKey: string): void {
	const response = context.getResponseObject();
	response.once('finish', () => {
		if (response.statusCode === 200) ledger.add(deliveryKey, Date.now());
	});
}
