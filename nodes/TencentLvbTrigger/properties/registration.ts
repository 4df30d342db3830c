import type { INodeProperties } from 'n8n-workflow';

export const registration: INodeProperties[] = [
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		noDataExpression: true,
		default: 'automatic',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description: 'Tell Tencent Cloud where to send events when the workflow is published',
			},
			{
				name: 'Manual',
				value: 'manual',
				description: "Enter this node's URL in the Tencent console yourself",
			},
		],
		description: 'How Tencent Cloud learns where to send events',
	},
	{
		displayName:
			'When you publish (activate) the workflow, this node enters its address at Tencent Cloud for the push domain; when you unpublish it, the address is removed. Tencent Cloud needs 5 to 10 minutes to apply either.',
		name: 'propagationNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['automatic'] } },
	},
	{
		displayName:
			"In the Tencent console, open <b>Feature Configuration > Live Stream Callback</b> and create a template with a callback key of your own and this node's production URL for each event. Then open <b>Domain Management</b>, choose the push domain, and select the template under <b>Template Configuration > Callback Configuration</b>. Enter the same key in this node's 'Tencent LVB Callback API' credential. Changes take 5 to 10 minutes.",
		name: 'manualRegistrationNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['manual'] } },
	},
];
