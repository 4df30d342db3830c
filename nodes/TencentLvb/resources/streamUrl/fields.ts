import type { INodeProperties } from 'n8n-workflow';

const entered = { show: { keySource: ['entered'] } };
const signed = { show: { keySource: ['entered', 'api'] } };

/** Where the key comes from, the key, and until when the addresses hold. */
export const signatureFields: INodeProperties[] = [
	{
		displayName: 'Key Source',
		name: 'keySource',
		type: 'options',
		default: 'entered',
		options: [
			{
				name: 'Enter Here',
				value: 'entered',
				description: 'Paste the key; nothing is sent to Tencent Cloud',
			},
			{
				name: 'No Key',
				value: 'none',
				description: 'For a domain whose authentication is switched off',
			},
			{
				name: 'Read Through API',
				value: 'api',
				description: "Read the domain's key with the 'Tencent Cloud API' credential",
			},
		],
		description: 'Where the key that signs the URLs comes from',
	},
	{
		displayName: 'Authentication Key',
		name: 'authKey',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		displayOptions: entered,
		description: 'Main or spare key of the domain, as the console shows it under Domain Management',
	},
	{
		displayName: 'Expires At',
		name: 'expiresAt',
		type: 'dateTime',
		default: '={{ $now.plus({ hours: 24 }).toISO() }}',
		required: true,
		displayOptions: signed,
		description:
			'When the URLs stop working; Tencent adds the validity period that is set for the domain. Too short a time keeps a broken off push from going on.',
	},
];

/** The names that a stream is known by. */
export const streamFields: INodeProperties[] = [
	{
		displayName: 'App Name',
		name: 'appName',
		type: 'string',
		default: 'live',
		required: true,
		placeholder: 'e.g. live',
		description: 'Part of the path between the domain and the stream name',
	},
	{
		displayName: 'Stream Name',
		name: 'streamName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. room-42',
		description:
			'Name of the stream, of letters and digits; whoever pushes and whoever watches use the same',
	},
];

/** Options that push and playback share. */
export const sharedOptions: { encryption: INodeProperties; queryParameters: INodeProperties } = {
	encryption: {
		displayName: 'Encryption',
		name: 'encryption',
		type: 'options',
		default: 'md5',
		options: [
			{ name: 'MD5', value: 'md5' },
			{ name: 'SHA-256', value: 'sha256' },
		],
		description: 'How the URLs are signed; as set for the domain in the console',
	},
	queryParameters: {
		displayName: 'Query Parameters',
		name: 'queryParameters',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Query Parameter',
		default: {},
		options: [
			{
				displayName: 'Parameter',
				name: 'parameter',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. room',
						description: 'Name of the parameter',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. 42',
						description: 'Value of the parameter',
					},
				],
			},
		],
		description:
			"Further parameters for the URLs; Tencent passes those of a push on in its callbacks as 'streamParams'",
	},
};
