import type { INodeProperties } from 'n8n-workflow';

import { EXPIRY_TOLERANCE_SECONDS } from '../../callback/expiryTolerance';
import { RETRIES_TEXT } from '../../callback/generated/events';

const WHEN_REPEATED = `What to do when Tencent sends the same event again. ${RETRIES_TEXT}`;

/** Options on which events are taken, and what they carry. */
export const receptionOptions: INodeProperties[] = [
	{
		displayName: 'Accept Unsigned Events',
		name: 'acceptUnsigned',
		type: 'boolean',
		default: false,
		description:
			'Whether to also take relay and stream monitoring callbacks (314, 328), which Tencent does not sign. Whoever knows the webhook URL can then send these.',
	},
	{
		displayName: 'Duplicate Deliveries',
		name: 'duplicateDeliveries',
		type: 'options',
		default: 'skip',
		options: [
			{
				name: 'Deliver',
				value: 'deliver',
				description: 'Start the workflow each time. The field deliveryId is the same.',
			},
			{
				name: 'Skip',
				value: 'skip',
				description:
					'Do not start the workflow again for an event that was answered with 200, where its fields tell a repetition from another event',
			},
		],
		description: WHEN_REPEATED,
	},
	{
		displayName: 'Expiry Tolerance',
		name: 'expiryTolerance',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: EXPIRY_TOLERANCE_SECONDS,
		description:
			"Seconds for which an event is still accepted after its signature's time has passed",
	},
	{
		displayName: 'Include Raw Payload',
		name: 'includeRawPayload',
		type: 'boolean',
		default: false,
		description:
			'Whether to add the field raw, the payload as Tencent sent it, without its signature',
	},
	{
		displayName: 'Stream Name Filter',
		name: 'streamNameFilter',
		type: 'string',
		default: '',
		placeholder: 'e.g. room-*, lobby',
		description:
			'Names of the streams whose events start the workflow, separated by commas, semicolons, line breaks or spaces, full-width ones too (，；、). * stands for any characters. Events without a stream name always pass.',
	},
];
