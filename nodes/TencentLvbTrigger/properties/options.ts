import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

type Option = INodePropertyOptions | INodeProperties | INodePropertyCollection;

const automaticOnly = { show: { '/registration': ['automatic'] } };

const optionList: Option[] = [
	{
		displayName: 'Accept Unsigned Events',
		name: 'acceptUnsigned',
		type: 'boolean',
		default: false,
		description:
			'Whether to also take relay and stream monitoring callbacks (314, 328), which Tencent does not sign. Whoever knows the webhook URL can then send these.',
	},
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
				description: 'Do not start the workflow again for an event that was answered with 200',
			},
		],
		description: 'What to do when Tencent sends the same event again',
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
		displayName: 'Expiry Tolerance',
		name: 'expiryTolerance',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 300,
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
		displayName: 'Stream Name Filter',
		name: 'streamNameFilter',
		type: 'string',
		default: '',
		placeholder: 'e.g. room-*, lobby',
		description:
			'Names of the streams whose events start the workflow, separated by commas. * stands for any characters. Events without a stream name always pass.',
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
					'Send a signed sample of the first selected event through the public URL, which proves the URL',
			},
			{
				name: 'Wait',
				value: 'wait',
				description: 'Wait for an event that is sent to the test URL',
			},
		],
		description: "What 'Listen for test event' does. It never changes anything at Tencent.",
	},
];

export const options: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: optionList,
	},
];
