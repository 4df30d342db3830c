import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { EVENT_OPTIONS } from '../../../callback/generated/events';
import type { EventKey } from '../../../callback';
import { appNameField, pushDomainPicker } from '../../../liveApi/pushDomainFields';
import type { Operation } from '../operation';

const withTemplateKey = { show: { keySource: ['template'] } };

export const sendSample: Operation = {
	name: 'Send Sample',
	value: 'sendSample',
	action: 'Send sample callback event',
	description: 'Send a signed callback, as Tencent Cloud would, to try out a workflow',
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
			throw new NodeOperationError(context.getNode(), "'URL' is empty", {
				description: 'Enter the test or production URL of the trigger',
				itemIndex,
			});
		}
		const { composeCallback } = await import('./composeCallback.ts');
		const { postCallback } = await import('./postCallback.ts');
		const key = await keyFor(context, itemIndex);
		const signed = composeCallback(context, event, { key, itemIndex });
		const answer = await postCallback(context, signed, { url, itemIndex });
		const payload = { ...signed };
		delete payload.sign;
		return [{ json: { event, url, ...answer, payload } as IDataObject }];
	},
};

async function keyFor(context: IExecuteFunctions, itemIndex: number): Promise<string> {
	if (context.getNodeParameter('keySource', itemIndex) === 'credential') {
		const { callbackKeysOf } = await import('./callbackKeysOf.ts');
		return (await callbackKeysOf(context, itemIndex))[0];
	}
	const { boundTemplateKey } = await import('./boundTemplateKey.ts');
	const domain = context.getNodeParameter('pushDomain', itemIndex, '', { extractValue: true });
	const app = context.getNodeParameter('appName', itemIndex);
	const { readPlace } = await import('../../../liveApi/index.ts');
	const appName = String(app).trim();
	const place = readPlace({ domain: String(domain), app: appName });
	if (!place.ok) {
		throw new NodeOperationError(context.getNode(), place.message, {
			description: place.nextStep,
			itemIndex,
		});
	}
	return await boundTemplateKey(context, { domain: place.domain, app: appName, itemIndex });
}
