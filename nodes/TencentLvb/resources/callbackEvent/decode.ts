import { EXPIRY_TOLERANCE_SECONDS } from '../../../callback/expiryTolerance';
import type { Operation } from '../operation';

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
		const { decodePayload } = await import('./decodePayload.ts');
		return await decodePayload(context, itemIndex);
	},
};
