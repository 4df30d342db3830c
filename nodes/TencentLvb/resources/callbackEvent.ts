import { EVENT_OPTIONS } from '../../callback/generated/events';
import { EXPIRY_TOLERANCE_SECONDS } from '../../callback/signature';
import { appNameField, PICKERS, pushDomainPicker } from '../../liveApi/generated/pickers';
import { callbackEvent as callbackEventSpec } from '../generated/resources';
import type { Operation } from '../operation';
import { apiResource } from './apiResources';

const decode: Operation = {
	...callbackEventSpec.handMade.decode,
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
					displayName: 'Accept Late Events (Seconds)',
					name: 'expiryTolerance',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: EXPIRY_TOLERANCE_SECONDS,
					description:
						'How late a payload may come: Tencent signs each one with the time until which it holds',
				},
			],
		},
	],

	async execute(context, itemIndex) {
		const { decodeEvent } = await import('../execution/decodeEvent.ts');
		return await decodeEvent(context, itemIndex);
	},
};

const withTemplateKey = { show: { keySource: ['template'] } };

const sendSample: Operation = {
	...callbackEventSpec.handMade.sendSample,
	properties: [
		{
			displayName: 'Event',
			name: 'event',
			type: 'options',
			default: 'streamBegin',
			required: true,
			options: [...EVENT_OPTIONS],
			description: 'Kind of event to send',
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com/webhook/4f1c/tencent-lvb',
			description:
				'Test or production URL of the trigger. Left empty, the address that the callback template has for this event.',
		},
		{
			displayName: 'Callback Key',
			name: 'keySource',
			type: 'options',
			default: 'template',
			options: [
				{
					name: 'From Credential',
					value: 'credential',
					description:
						"The one in the 'Tencent LVB Callback API' credential. The URL has to be entered then.",
				},
				{
					name: 'From Template',
					value: 'template',
					description: 'The one of the callback template that a push domain uses',
				},
			],
			description: 'Key to sign the event with',
		},
		{ ...pushDomainPicker, displayOptions: withTemplateKey },
		{ ...appNameField, displayOptions: withTemplateKey },
		{
			displayName: 'Overrides',
			name: 'overrides',
			type: 'json',
			default: '{}',
			description:
				'JSON object with fields to change in the sample, as Tencent names them; null removes a field. A changed t is signed, and "sign": null sends the event unsigned.',
		},
	],

	async execute(context, itemIndex) {
		const { sendSample } = await import('../execution/sendSample.ts');
		return await sendSample(context, itemIndex);
	},
};

const diagnose: Operation = {
	...callbackEventSpec.handMade.diagnose,
	properties: [
		pushDomainPicker,
		appNameField,
		{
			displayName: 'Webhook URL',
			name: 'webhookUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com/webhook/4f1c/tencent-lvb',
			description:
				"Production URL of the trigger that waits for the events. Without it, this n8n's own addresses in the template are checked.",
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Stream Name',
					name: 'streamName',
					type: 'string',
					default: '',
					placeholder: 'e.g. room-42',
					description:
						'Stream whose deliveries are looked up in the log that the China site has; otherwise the ones pushed last',
				},
			],
		},
	],

	async execute(context, itemIndex) {
		const { diagnose } = await import('../diagnosis/diagnose.ts');
		return await diagnose(context, itemIndex);
	},
};

const cleanUp: Operation = {
	...callbackEventSpec.handMade.cleanUp,
	properties: [
		{
			displayName: 'Only List',
			name: 'dryRun',
			type: 'boolean',
			default: true,
			description:
				'Whether to only list what would be removed; otherwise the rules and the templates are removed for good',
		},
	],

	async execute(context, itemIndex) {
		const { cleanUp } = await import('../execution/cleanUp.ts');
		return await cleanUp(context, itemIndex);
	},
};

const byStream = { show: { lookUpBy: ['streamName'] } };
const byDomain = { show: { lookUpBy: ['pushDomain'] } };

const getDeliveries: Operation = {
	...callbackEventSpec.handMade.getDeliveries,
	properties: [
		{
			displayName:
				"Tencent keeps this log for 14 days, and on its China site only: the credential's 'Site' has to be China",
			name: 'getDeliveriesNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Look Up By',
			name: 'lookUpBy',
			type: 'options',
			default: 'streamName',
			options: [
				{
					name: 'Push Domain',
					value: 'pushDomain',
					description: 'Every stream of a domain and app that was live in the period',
				},
				{ name: 'Stream Name', value: 'streamName', description: 'One stream' },
			],
			description: 'Which streams to look up; Tencent keeps the log by stream',
		},
		{
			displayName: 'Stream Name',
			name: 'streamName',
			...PICKERS.onlineStream,
			required: true,
			displayOptions: byStream,
			description: 'Name of the stream: the last part of its push address, without parameters',
		},
		{ ...pushDomainPicker, displayOptions: byDomain },
		{ ...appNameField, displayOptions: byDomain },
		{
			displayName: 'Start Time',
			name: 'startTime',
			type: 'dateTime',
			default: '={{ $now.minus({ hours: 1 }) }}',
			required: true,
			description: 'Start of the period in which the events happened, at most 14 days ago',
		},
		{
			displayName: 'End Time',
			name: 'endTime',
			type: 'dateTime',
			default: '={{ $now }}',
			required: true,
			description: 'End of the period',
		},
		{
			displayName: 'Only Failed',
			name: 'onlyFailed',
			type: 'boolean',
			default: true,
			description: 'Whether to leave out events that arrived, be it at a later try',
		},
	],

	async execute(context, itemIndex) {
		const { getDeliveries } = await import('../execution/getDeliveries.ts');
		return await getDeliveries(context, itemIndex);
	},
};

export const callbackEvent = apiResource(callbackEventSpec, [
	cleanUp,
	decode,
	diagnose,
	getDeliveries,
	sendSample,
]);
