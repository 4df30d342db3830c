import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { ANSWERS, decodeCallback, eventOf, isProbe, readStrangersPayload } from '../../callback';
import { acknowledgeWhenAnswered, deliveryKeyOf, wasAcknowledged } from './acknowledged';
import { checkAuthenticity } from './checkAuthenticity';
import { excessOf } from './excessOf';
import { isWanted } from './isWanted';
import { refuseBody, refuseProbe, refuseUnauthorized, reportFault } from './refuse';
import { readSettings } from './settings';
import { showSetupPage } from './showSetupPage';

/**
 * Answers one request to the webhook and says whether it starts the workflow. Never throws and
 * writes no static data; asks Tencent for nothing but a key that was changed.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		if (context.getWebhookName() === 'setup') return showSetupPage(context);
		return await receiveCallback(context);
	} catch (fault) {
		return reportFault(context, fault);
	}
}

async function receiveCallback(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const now = Date.now();
	const body: unknown = context.getBodyData();
	const rawBody = rawBodyOf(context);
	const read = readStrangersPayload(body, rawBody);
	if (!read.ok) return refuseBody(context, read.message);

	const payload = read.payload as IDataObject;
	const settings = readSettings(context);
	const verdict = await checkAuthenticity(context, payload, { settings, now });
	if (isProbe(payload)) {
		return verdict.ok ? { webhookResponse: ANSWERS.keyFits } : refuseProbe(context);
	}
	if (!verdict.ok) return refuseUnauthorized(context, verdict, settings);

	const isSigned = verdict.expiresAt !== undefined;
	const excess = read.unseen ? excessOf(payload, { isSigned }) : undefined;
	if (excess !== undefined) return refuseBody(context, excess);

	const ignored = { webhookResponse: ANSWERS.accepted };
	if (!isWanted(payload, eventOf(payload), { settings })) return ignored;

	const item = decodeCallback(payload, {
		receivedAt: now,
		rawBody: typeof body === 'string' ? body : rawBody,
		includeRaw: settings.includeRaw,
		authenticated: isSigned,
		expiresAt: verdict.expiresAt,
	});
	// Test executions neither read nor write the ledger.
	if (settings.skipDuplicates && context.getMode() !== 'manual') {
		const deliveryKey = deliveryKeyOf(context, item.deliveryId);
		if (wasAcknowledged(deliveryKey, now)) return ignored;
		acknowledgeWhenAnswered(context, deliveryKey);
	}
	return {
		webhookResponse: ANSWERS.accepted,
		workflowData: [[{ json: item as unknown as IDataObject }]],
	};
}

// n8n keeps the bytes beside the parsed body; the type of express does not know them.
function rawBodyOf(context: IWebhookFunctions): Buffer | undefined {
	return (context.getRequestObject() as { rawBody?: Buffer }).rawBody;
}
