import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { readCallbackKeys } from '../../callback/callbackKey';
import { decodeCallback } from '../../callback/decode';
import { readPayload } from '../../callback/request';
import {
	authenticate,
	denialWords,
	otherProductWords,
	toleranceOf,
} from '../../callback/signature';
import { operationError } from '../../liveApi/exception';
import type { OutputItem } from '../operation';

// The words that trigger and operation share name an option that only the trigger has.
const UNSIGNED_NEXT_STEP =
	"Enter the whole body as 'Payload', or turn 'Check Signature' off for callbacks that Tencent does not sign.";

/**
 * Makes the item that the trigger would have made of 'Payload'.
 *
 * @throws NodeOperationError that says why it is refused.
 */
export async function decodeEvent(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<OutputItem[]> {
	const now = Date.now();
	const given = context.getNodeParameter('payload', itemIndex);
	const payload = payloadOf(context, given, { itemIndex });
	const authenticated = context.getNodeParameter('checkSignature', itemIndex) !== false;
	if (authenticated) await assertSignature(context, payload, { itemIndex, now });
	const item = decodeCallback(payload, {
		receivedAt: now,
		rawBody: typeof given === 'string' ? given : undefined,
		authenticated,
	});
	return [{ json: item as unknown as IDataObject }];
}

function payloadOf(
	context: IExecuteFunctions,
	given: unknown,
	{ itemIndex }: { itemIndex: number },
): IDataObject {
	const read = readPayload(given);
	if (read.ok) return read.payload as IDataObject;
	throw operationError(
		context.getNode(),
		{
			message: `'Payload' can't be decoded: ${read.message}`,
			nextStep:
				"Enter the callback's body as a JSON object, e.g. {{ $json.body }} after a Webhook node",
		},
		{ itemIndex },
	);
}

async function assertSignature(
	context: IExecuteFunctions,
	payload: IDataObject,
	{ itemIndex, now }: { itemIndex: number; now: number },
): Promise<void> {
	const { expiryTolerance } = context.getNodeParameter('options', itemIndex, {});
	const result = authenticate(
		{ body: payload, query: {} },
		{
			keys: await callbackKeysOf(context, itemIndex),
			now,
			toleranceSeconds: toleranceOf(expiryTolerance),
		},
	);
	if (result.ok) return;
	const other = otherProductWords(payload);
	const words = other ?? denialWords(result.reason, true);
	throw operationError(
		context.getNode(),
		{
			message: `The payload was refused: ${words.message}`,
			nextStep: result.reason === 'missing' && !other ? UNSIGNED_NEXT_STEP : words.nextStep,
		},
		{ itemIndex },
	);
}

/**
 * The keys of the `tencentLvbCallbackApi` credential, the present one first.
 *
 * @throws NodeOperationError where one of them can't be a callback key, or n8n's own where no
 * credential is selected.
 */
export async function callbackKeysOf(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<string[]> {
	const credential = await context.getCredentials('tencentLvbCallbackApi', itemIndex);
	const { key, previousKey, problem } = readCallbackKeys(credential);
	if (problem !== undefined) {
		throw operationError(context.getNode(), problem, { itemIndex });
	}
	return [key, previousKey].filter((one) => one !== undefined);
}
