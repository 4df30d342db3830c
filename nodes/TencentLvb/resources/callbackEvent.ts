import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { EVENT_OPTIONS, type EventKey } from '../../callback/generated/events';
import { EXPIRY_TOLERANCE_SECONDS } from '../../callback/signature';
import type { Port } from '../../callbackTemplate/account';
import { operationError } from '../../liveApi/exception';
import { appNameField, pushDomainPicker } from '../../liveApi/generated/pickers';
import { callbackEvent as callbackEventSpec } from '../generated/resources';
import type { Operation } from '../operation';
import { apiResource } from './apiResource';

export const decode: Operation = {
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
		const { decodePayload } = await import('../execution/decodeEvent.ts');
		return await decodePayload(context, itemIndex);
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
			required: true,
			placeholder: 'e.g. https://n8n.example.com/webhook/4f1c/tencent-lvb',
			description: 'Test or production URL of the trigger',
		},
		{
			displayName: 'Callback Key',
			name: 'keySource',
			type: 'options',
			default: 'credential',
			options: [
				{
					name: 'From Credential',
					value: 'credential',
					description: "The one in the 'Tencent LVB Callback API' credential",
				},
				{
					name: 'From Template',
					value: 'template',
					description: 'The one of the callback template that is bound to a push domain',
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
		const event = context.getNodeParameter('event', itemIndex) as EventKey;
		const url = String(context.getNodeParameter('url', itemIndex)).trim();
		if (url === '') {
			throw operationError(context.getNode(), "'URL' is empty", {
				description: 'Enter the test or production URL of the trigger',
				itemIndex,
			});
		}
		const { composeCallback } = await import('../execution/sendSample.ts');
		const { postCallback } = await import('../execution/sendSample.ts');
		const key = await keyFor(context, itemIndex);
		const signed = composeCallback(context, event, { key, itemIndex });
		const answer = await postCallback(context, signed, { url, itemIndex });
		const { withoutSecrets } = await import('../../json/copy.ts');
		const payload = withoutSecrets(signed);
		return [{ json: { event, url, ...answer, payload } as IDataObject }];
	},
};

async function keyFor(context: IExecuteFunctions, itemIndex: number): Promise<string> {
	if (context.getNodeParameter('keySource', itemIndex) === 'credential') {
		const { callbackKeysOf } = await import('../execution/decodeEvent.ts');
		return (await callbackKeysOf(context, itemIndex))[0];
	}
	const { boundTemplateKey } = await import('../execution/sendSample.ts');
	const { pickedPlace } = await import('../execution/places.ts');
	return await boundTemplateKey(context, { ...pickedPlace(context, itemIndex), itemIndex });
}

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
		const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
		const { checkedStreamName, pickedPlace } = await import('../execution/places.ts');
		const place = pickedPlace(context, itemIndex);
		const streamName = checkedStreamName(context, options.streamName, itemIndex);
		const { tryLiveApi } = await import('../../liveApi/call.ts');
		const { knownSite } = await import('../../liveApi/endpoint.ts');
		const { diagnose: makeChecks } = await import('../diagnosis/diagnose.ts');
		const { ownAddresses } = await import('../../callbackTemplate/address.ts');
		const findings = await makeChecks({
			context,
			port: async (action, body) => await tryLiveApi(context, action, body),
			...place,
			webhookUrl: String(context.getNodeParameter('webhookUrl', itemIndex, '') ?? '').trim(),
			streamName,
			// Without a credential, the first check says so.
			site: (await knownSite(context)) ?? 'international',
			instanceId: context.getInstanceId(),
			isOwn: ownAddresses(context, itemIndex),
			now: Date.now(),
		});
		return findings.map((finding) => ({ json: { ...finding } }));
	},
};

const cleanUp: Operation = {
	...callbackEventSpec.handMade.cleanUp,
	properties: [
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			default: true,
			description:
				'Whether to only list what would be removed; otherwise the rules and the templates are removed for good',
		},
	],

	async execute(context, itemIndex) {
		const { tryLiveApi } = await import('../../liveApi/call.ts');
		const { refusalError } = await import('../../liveApi/refusal.ts');
		const { cleanUp: clean } = await import('../execution/cleanUp.ts');
		const { inTurn } = await import('../execution/apiOperation.ts');
		const options = {
			instanceId: context.getInstanceId(),
			dryRun: context.getNodeParameter('dryRun', itemIndex, true) !== false,
		};
		const port: Port = async (action, body) => await tryLiveApi(context, action, body);
		// Two items that clean up at once would take each other's restored rules for their own.
		const result = await inTurn('cleanUp', async () => await clean(context, port, options));
		if (!result.ok) throw refusalError(context.getNode(), result.refusal, { itemIndex });
		return result.items.map((item) => ({ json: { ...item } as unknown as IDataObject }));
	},
};

export const callbackEvent = apiResource(callbackEventSpec, [
	cleanUp,
	decode,
	diagnose,
	sendSample,
]);
