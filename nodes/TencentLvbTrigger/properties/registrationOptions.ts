import type { INodeProperties } from 'n8n-workflow';

const automaticOnly = { show: { '/registration': ['automatic'] } };

/** Options on what happens at Tencent, and on the test event. */
export const registrationOptions: INodeProperties[] = [
	{
		displayName: 'Allow Private URL',
		name: 'allowPrivateUrl',
		type: 'boolean',
		default: false,
		description:
			'Whether to register a webhook URL that Tencent can only reach through a tunnel or proxy: loopback, private or .local',
		displayOptions: automaticOnly,
	},
	{
		displayName: 'Callback Key',
		name: 'callbackKeySource',
		type: 'options',
		default: 'generated',
		options: [
			{
				name: 'From Credential',
				value: 'credential',
				description: "The one in the 'Tencent LVB Callback API' credential",
			},
			{
				name: 'Generated',
				value: 'generated',
				description: 'A random one that n8n keeps with the workflow',
			},
		],
		description: 'Key that Tencent signs events with',
		displayOptions: automaticOnly,
	},
	{
		displayName: 'Existing Template',
		name: 'existingTemplate',
		type: 'options',
		default: 'stop',
		options: [
			{
				name: 'Join',
				value: 'join',
				description: 'Use its empty slots and its key, leave the rest of it alone',
			},
			{
				name: 'Replace',
				value: 'replace',
				description: 'Bind a new template instead, and the former one again on deactivation',
			},
			{
				name: 'Stop',
				value: 'stop',
				description: 'Change nothing and say which template it is',
			},
		],
		description:
			'What to do where the push domain is already bound to a callback template that this n8n did not make',
		displayOptions: automaticOnly,
	},
	{
		displayName: 'Recording Exception Levels',
		name: 'recordingExceptionLevels',
		type: 'multiOptions',
		default: ['error', 'warning'],
		options: [
			{ name: 'Error', value: 'error' },
			{ name: 'Info', value: 'info' },
			{ name: 'Warning', value: 'warning' },
		],
		description: 'Levels of recording exceptions that Tencent reports',
		displayOptions: {
			show: { '/registration': ['automatic'], '/events': ['recordingException'] },
		},
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
					'Send a signed sample of the first selected event through the webhook URL, which proves that it leads to this node',
			},
			{
				name: 'Wait',
				value: 'wait',
				description:
					"Wait for an event that is sent to the test URL, signed with the key of the 'Tencent LVB Callback API' credential",
			},
		],
		description:
			"What 'Execute step' does while you build the workflow. It never changes anything at Tencent.",
	},
];
