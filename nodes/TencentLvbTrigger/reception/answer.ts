import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { ANSWERS } from '../../callback/request';
import { setupPage } from '../../callback/setupPage';
import { denialWords, otherProductWords } from '../../callback/signature';
import { fullSentence } from '../../liveApi/refusal';
import { logSeldom } from '../log';
import type { Memory } from '../memory/memory';
import type { KeyReading } from '../memory/templateKeys';
import type { Refused } from './authenticity';

/** Answers 401 and logs why. The caller learns nothing but that. */
export function refuseUnauthorized(
	context: IWebhookFunctions,
	{ denial, reading }: Refused,
	{
		memory,
		keyInCredential,
		payload,
	}: { memory: Memory; keyInCredential: boolean; payload: Record<string, unknown> },
): IWebhookResponseData {
	const other = otherProductWords(payload);
	const { message, nextStep } = other ?? denialWords(denial, keyInCredential);
	const remark = reading && !other ? remarkOn(reading) : nextStep;
	const reason = other ? 'otherProduct' : denial;
	logSeldom(context, memory, { reason, text: `A callback was refused: ${message}. ${remark}` });
	return answer(context, ANSWERS.unauthorized);
}

/** Answers 401 to a probe of this package, which expects that. */
export const refuseProbe = (context: IWebhookFunctions): IWebhookResponseData =>
	answer(context, ANSWERS.unauthorized);

const remarkOn = (reading: KeyReading): string =>
	reading.ok
		? 'Tencent Cloud was asked within the last minute, and the callback template has no other key. Look for what else sends requests to this address.'
		: fullSentence(reading, { isRetried: true });

/** Answers 503, so that Tencent sends the event again to those that share it. */
export const refuseShared = (context: IWebhookFunctions): IWebhookResponseData =>
	answer(context, ANSWERS.notShared);

/** Answers 400 for a body that is no payload, and logs why. */
export function refuseBody(
	context: IWebhookFunctions,
	memory: Memory,
	message: string,
): IWebhookResponseData {
	const text = `A request was refused: ${message}. Look for what else sends requests to this address.`;
	logSeldom(context, memory, { reason: 'badRequest', text });
	return answer(context, ANSWERS.badRequest(message));
}

/**
 * Answers 500, so that Tencent sends the event again, for a fault that nothing foresaw. n8n's own
 * answer to an exception has `"code":0` in its body, reads as success and leaves a failed execution.
 */
export function reportFault(
	context: IWebhookFunctions,
	memory: Memory,
	fault: unknown,
): IWebhookResponseData {
	const cause = fault instanceof Error ? fault.message : String(fault);
	try {
		const text = `A callback could not be processed: ${cause}. Check the node's expressions.`;
		logSeldom(context, memory, { reason: 'fault', text });
		return answer(context, { code: 500, message: 'The callback could not be processed' });
	} catch {
		return { noWebhookResponse: true };
	}
}

function answer(context: IWebhookFunctions, body: { code: number; message: string }) {
	context.getResponseObject().status(body.code).json(body);
	return { noWebhookResponse: true };
}

/**
 * Answers a browser that opens the webhook's address: proof that it can be reached, without any
 * secret or state.
 */
export function showSetupPage(context: IWebhookFunctions): IWebhookResponseData {
	const response = context.getResponseObject();
	response.setHeader('Content-Type', 'text/html; charset=utf-8');
	response.setHeader('Content-Security-Policy', "default-src 'none'");
	response.status(200).end(setupPage(context.getWorkflow().name ?? ''));
	return { noWebhookResponse: true };
}
