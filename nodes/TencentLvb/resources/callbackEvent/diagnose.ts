import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Site } from '../../../liveApi';
import { appNameField, pushDomainPicker } from '../../../liveApi/pushDomainFields';
import type { Operation } from '../operation';

export const diagnose: Operation = {
	name: 'Diagnose',
	value: 'diagnose',
	action: 'Diagnose missing callback events',
	description:
		'Find out why events do not arrive: checks credential, domain, rule, template, slots and address',
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
		const text = (value: unknown) => String(value ?? '').trim();
		const picked = context.getNodeParameter('pushDomain', itemIndex, '', { extractValue: true });
		const domain = text(picked).toLowerCase();
		const app = text(context.getNodeParameter('appName', itemIndex));
		if (domain === '' || app === '') {
			throw new NodeOperationError(
				context.getNode(),
				`'${domain === '' ? 'Push Domain' : 'App Name'}' is empty`,
				{
					description:
						domain === ''
							? 'Pick the domain whose events do not arrive'
							: 'Enter the path that streams are pushed to, usually live',
					itemIndex,
				},
			);
		}
		const { pathNameProblem, readPlace, tryLiveApi } = await import('../../../liveApi/index.ts');
		const refuse = (finding: { message: string; nextStep: string }) =>
			new NodeOperationError(context.getNode(), finding.message, {
				description: finding.nextStep,
				itemIndex,
			});
		const place = readPlace({ domain, app });
		if (!place.ok) throw refuse(place);
		const streamName = text(options.streamName);
		const finding = pathNameProblem(streamName, { label: 'Stream Name', part: 'stream' });
		if (finding !== undefined) throw refuse(finding);
		const { diagnose: makeChecks } = await import('../../diagnosis/diagnose.ts');
		const { ownAddresses } = await import('../../diagnosis/ownAddresses.ts');
		const findings = await makeChecks({
			context,
			port: async (action, body) => await tryLiveApi(context, action, body),
			domain: place.domain,
			app,
			webhookUrl: text(context.getNodeParameter('webhookUrl', itemIndex, '')),
			streamName,
			site: await knownSite(context),
			instanceId: context.getInstanceId(),
			isOwn: ownAddresses(context, itemIndex),
			now: Date.now(),
		});
		return findings.map((finding) => ({ json: { ...finding } }));
	},
};

// Without a credential, the first check says so.
async function knownSite(context: IExecuteFunctions): Promise<Site> {
	try {
		const { siteOf } = await import('../../../liveApi/index.ts');
		return await siteOf(context);
	} catch {
		return 'international';
	}
}
