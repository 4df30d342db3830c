import type { INodeProperties } from 'n8n-workflow';

import { EVENT_OPTIONS } from '../callback/generated/events';

/**
 * Options on what *Execute step* does while the workflow is built: it shows a sample, or waits for an
 * event that somebody sends to the test URL.
 */
export const testOptions: INodeProperties[] = [
	{
		displayName: 'Sample Event',
		name: 'sampleEvent',
		type: 'options',
		default: 'first',
		options: [
			{
				name: 'First Selected',
				value: 'first',
				description: "The event that comes first under 'Events'",
			},
			...EVENT_OPTIONS,
		],
		description: "Which of the selected events 'Execute step' shows a sample of",
		displayOptions: { hide: { onTest: ['wait'] } },
	},
	{
		displayName: 'Test Event',
		name: 'onTest',
		type: 'options',
		default: 'sample',
		options: [
			{
				name: 'Send Sample',
				value: 'sample',
				description:
					"Send a signed sample, that of 'Sample Event', through the webhook URL, which proves that it leads to this node",
			},
			{
				name: 'Wait for One That You Send',
				value: 'wait',
				description:
					"Wait until you send an event to the test URL, e.g. with 'Send Sample', signed with the key of the 'Tencent LVB Callback API' credential. Tencent itself sends none there.",
			},
		],
		description:
			"What 'Execute step' does while you build the workflow. It never changes anything at Tencent.",
	},
];
