import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { ANSWERS, denialWords } from '../../callback';
import type { Refused } from './checkAuthenticity';
import { logSeldom } from './logSeldom';
import type { KeyReading } from './templateKeyOf';

/** Answers 401 and logs why. The caller learns nothing but that. */
export function refuseUnauthorized(
	context: IWebhookFunctions,
	{ denial, reading }: Refused,
	{ keyInCredential }: { keyInCredential: boolean },
): IWebhookResponseData {
	const { finding, nextStep } = denialWords(denial, keyInCredential);
	const remark = reading ? remarkOn(reading) : nextStep;
	logSeldom(context, { reason: denial, text: `A callback was refused: ${finding}. ${remark}` });
	return answer(context, ANSWERS.unauthorized);
}

/** Answers 401 to a probe of this package, which expects that. */
export const refuseProbe = (context: IWebhookFunctions): IWebhookResponseData =>
	answer(context, ANSWERS.unauthorized);

const remarkOn = (reading: KeyReading): string =>
	reading.ok
		? 'Tencent Cloud was asked within the last minute, and the callback template has no other key. Look for what else sends requests to this address.'
		: reading.text;

/** Answers 400 for a body that is no payload, and logs why. */
export function refuseBody(context: IWebhookFunctions, message: string): IWebhookResponseData {
	const text = `A request was refused: ${message}. Look for what else sends requests to this address.`;
	logSeldom(context, { reason: 'badRequest', text });
	return answer(context, ANSWERS.badRequest(message));
}

/**
 * Answers 500, so that Tencent sends the event again, for a fault that nothing foresaw. n8n's own
 * answer to an exception has `"code":0` in its body, reads as success and leaves a failed execution.
 */
export function reportFault(context: IWebhookFunctions, fault: unknown): IWebhookResponseData {
	const cause = fault instanceof Error ? fault.message : String(fault);
	try {
		const text = `A callback could not be processed: ${cause}. Check the node's expressions.`;
		logSeldom(context, { reason: 'fault', text });
		return answer(context, { code: 500, message: 'The callback could not be processed' });
	} catch {
		return { noWebhookResponse: true };
	}
}

function answer(context: IWebhookFunctions, body: { code: number; message: string }) {
	context.getResponseObject().status(body.code).json(body);
	return { noWebhookResponse: true };
}
