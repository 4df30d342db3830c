import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { decodeCallback } from '../../callback/decode';
import { eventOf, isProven, outputOf, streamNameOf } from '../../callback/events';
import { type EventEntry, OUTPUT_NAMES } from '../../callback/generated/events';
import { ANSWERS, excessOf, isProbe, readStrangersPayload } from '../../callback/request';
import type { Memory } from '../memory/memory';
import { isTestRun, nodeKey, receptionSettings, type ReceptionSettings } from '../settings';
import { matchesStreamName } from '../streamNames';
import {
	refuseBody,
	refuseProbe,
	refuseShared,
	refuseUnauthorized,
	reportFault,
	showSetupPage,
} from './answer';
import { checkAuthenticity } from './authenticity';
import { bytesOf, readBody } from './body';

/**
 * Answers one request to the webhook and says whether it starts the workflow. Never throws and
 * writes no static data; asks Tencent for nothing but a key that was changed.
 */
export async function receive(
	context: IWebhookFunctions,
	memory: Memory,
): Promise<IWebhookResponseData> {
	try {
		if (context.getWebhookName() === 'setup') return showSetupPage(context);
		return await receiveCallback(context, memory);
	} catch (fault) {
		return reportFault(context, memory, fault);
	}
}

async function receiveCallback(
	context: IWebhookFunctions,
	memory: Memory,
): Promise<IWebhookResponseData> {
	const now = memory.now();
	const body = await readBody(context);
	if (!body.ok) return refuseBody(context, memory, body.message);
	const read = readStrangersPayload(body.parsed, body.raw);
	if (!read.ok) return refuseBody(context, memory, read.message);

	const payload = read.payload as IDataObject;
	const settings = receptionSettings(context);
	const verdict = await checkAuthenticity(context, payload, { settings, memory, now });
	if (isProbe(payload)) {
		return verdict.ok ? { webhookResponse: ANSWERS.keyFits } : refuseProbe(context);
	}
	if (!verdict.ok) return refuseUnauthorized(context, verdict, { ...settings, memory, payload });

	const isSigned = verdict.expiresAt !== undefined;
	const excess = read.unseen ? excessOf(payload, { isSigned }) : undefined;
	if (excess !== undefined) return refuseBody(context, memory, excess);

	const ignored = { webhookResponse: ANSWERS.accepted };
	const entry = eventOf(payload);
	const { also } = context.getQueryData() as IDataObject;
	const isShared = also !== undefined && !isTestRun(context);
	const wanted = isWanted(payload, entry, { settings });
	if (!wanted && !isShared) return ignored;

	const item = decodeCallback(payload, {
		receivedAt: now,
		rawBody: typeof body.parsed === 'string' ? body.parsed : body.raw,
		includeRaw: settings.includeRaw,
		authenticated: isSigned,
		expiresAt: verdict.expiresAt,
	});
	const proven = isProven(payload);
	// Two nodes may both get the same event.
	const deliveryKey = `${nodeKey(context)}/${item.deliveryId}`;
	// Test executions neither read nor write the ledger, nor does what may be another event.
	const skips = settings.skipDuplicates && !isTestRun(context) && proven;
	if (skips && memory.acknowledged.has(deliveryKey, now)) return ignored;

	if (isShared) {
		const { handOver } = await import('./handOver.ts');
		const bytes = bytesOf(body);
		const event = { bytes, entry, deliveryKey, isProven: proven, occurredAt: item.occurredAt };
		if (!(await handOver(context, memory, { ...event, also }))) return refuseShared(context);
		if (!wanted) return ignored;
	}
	if (skips) acknowledgeWhenAnswered(context, memory, deliveryKey);
	return {
		webhookResponse: ANSWERS.accepted,
		workflowData: [[{ json: item as unknown as IDataObject }]],
	};
}

// Only with an answer that went out with 200 has n8n stored the execution; `close` without `finish`
// means that Tencent heard nothing and will send again.
function acknowledgeWhenAnswered(
	context: IWebhookFunctions,
	{ acknowledged, now }: Memory,
	deliveryKey: string,
): void {
	const response = context.getResponseObject();
	response.once('finish', () => {
		if (response.statusCode === 200) acknowledged.add(deliveryKey, now());
	});
}

/**
 * Whether an authentic event starts the workflow. An event that the catalogue lacks (`entry`
 * undefined) can't have been selected and is let through, so that nothing genuine is lost.
 */
function isWanted(
	payload: Record<string, unknown>,
	entry: EventEntry | undefined,
	{ settings }: { settings: Pick<ReceptionSettings, 'events' | 'streamNameFilter'> },
): boolean {
	if (entry !== undefined && !settings.events.includes(entry.key)) return false;
	if (settings.streamNameFilter === '') return true;
	const streamName = streamNameOf(payload);
	return !streamName || matchesStreamName(streamName, settings.streamNameFilter);
}

/**
 * Puts each item, unchanged, on the output of its kind with `byKind`, on the only output with any
 * other mode. `webhook()` can't do this itself: n8n passes on its first slot only.
 */
export function routeItems(
	items: INodeExecutionData[],
	outputMode: unknown,
): INodeExecutionData[][] {
	if (outputMode !== 'byKind') return [items];
	const outputs: INodeExecutionData[][] = OUTPUT_NAMES.map(() => []);
	for (const item of items) outputs[outputOf(item.json)].push(item);
	return outputs;
}
