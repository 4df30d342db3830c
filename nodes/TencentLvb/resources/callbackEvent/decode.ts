import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import {
	authenticate,
	decodeCallback,
	denialWords,
	EXPIRY_TOLERANCE_SECONDS,
	readPayload,
	toleranceOf,
} from '../../../callback';
import type { Operation } from '../operation';
import { callbackKeysOf } from './callbackKeysOf';

// The words that trigger and operation share name an option that only the trigger has.
const UNSIGNED_NEXT_STEP =
	"Enter the whole body as 'Payload', or turn 'Check Signature' off for callbacks that Tencent does not sign.";

export const decode: Operation = {
	name: 'Decode',
	value: 'decode',
	action: 'Decode callback event',
	description: 'Check and convert a callback that reached n8n by another way than the trigger',
	properties: [
		{
			displayName: 'Payload',
			name: 'payload',
			type: 'json',
			default: '={{ $json }}',
			required: true,
			description: "Body that Tencent sent; after a Webhook node, this is its field 'body'",
		},
		{
			displayName: 'Check Signature',
			name: 'checkSignature',
			type: 'boolean',
			default: true,
			description:
				'Whether to refuse a payload that was not signed with the callback key of the credential',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			displayOptions: { show: { checkSignature: [true] } },
			options: [
				{
					displayName: 'Expiry Tolerance',
					name: 'expiryTolerance',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: EXPIRY_TOLERANCE_SECONDS,
					description:
						"Seconds for which a payload is still accepted after its signature's time has passed",
				},
			],
		},
	],

	async execute(context, itemIndex) {
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
	},
};

function payloadOf(
	context: IExecuteFunctions,
	given: unknown,
	{ itemIndex }: { itemIndex: number },
): IDataObject {
	const read = readPayload(given);
	if (read.ok) return read.payload as IDataObject;
	throw new NodeOperationError(context.getNode(), `'Payload' can't be decoded: ${read.message}`, {
		description:
			"Enter the callback's body as a JSON object, e.g. {{ $json.body }} after a Webhook node",
		itemIndex,
	});
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
	const { finding, nextStep } = denialWords(result.reason, true);
	throw new NodeOperationError(context.getNode(), `The payload was refused: ${finding}`, {
		description: result.reason === 'missing' ? UNSIGNED_NEXT_STEP : nextStep,
		itemIndex,
	});
}
