import type { INodeProperties } from 'n8n-workflow';

import { PICKERS } from '../../liveApi/generated/pickers';
import { streamUrl as streamUrlSpec } from '../generated/resources';
import type { Operation } from '../operation';
import { apiResource } from './apiResources';

const entered = { show: { keySource: ['entered'] } };
const signed = { show: { keySource: ['entered', 'api'] } };
const forALength = { show: { ...signed.show, expiresAtBy: ['interval'] } };

/** Where the key comes from, the key, and until when the addresses hold. */
const signatureFields: INodeProperties[] = [
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
		displayName: 'URLs Expire',
		name: 'expiresAtBy',
		type: 'options',
		default: 'date',
		options: [
			{
				name: 'After a Length of Time',
				value: 'interval',
				description: 'For so many minutes, hours or days',
			},
			{ name: 'At a Date and Time', value: 'date' },
		],
		displayOptions: signed,
		description: 'How to say until when the URLs work',
	},
	{
		displayName: 'URLs Work For',
		name: 'expiresAtAmount',
		type: 'number',
		default: 24,
		required: true,
		displayOptions: forALength,
		description: 'How long the URLs work; Tencent adds the validity period of the domain',
	},
	{
		displayName: 'Unit',
		name: 'expiresAtUnit',
		type: 'options',
		default: 'hours',
		options: [
			{ name: 'Days', value: 'days' },
			{ name: 'Hours', value: 'hours' },
			{ name: 'Minutes', value: 'minutes' },
		],
		displayOptions: forALength,
		description: "Unit of 'URLs Work For'",
	},
	{
		displayName: 'Expires At',
		name: 'expiresAt',
		type: 'dateTime',
		default: '={{ $now.plus({ hours: 24 }).toISO() }}',
		required: true,
		displayOptions: { show: { ...signed.show, expiresAtBy: ['date'] } },
		description:
			'When the URLs stop working; Tencent adds the validity period that is set for the domain. Too short a time keeps a stream that broke off from going on.',
	},
];

/** The names that a stream is known by. */
const streamFields: INodeProperties[] = [
	{
		displayName: 'App Name',
		name: 'appName',
		...PICKERS.appName,
		default: { mode: 'name', value: 'live' },
		required: true,
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
const sharedOptions: { encryption: INodeProperties; queryParameters: INodeProperties } = {
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

const createPushUrl: Operation = {
	...streamUrlSpec.handMade.createPushUrl,
	properties: [
		{
			displayName: 'Push Domain',
			name: 'domainName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. push.example.com',
			description: 'Domain that streams are pushed to, as listed under Domain Management',
		},
		...streamFields,
		...signatureFields,
		{
			displayName: 'Protocols',
			name: 'protocols',
			type: 'multiOptions',
			default: ['rtmp', 'srt', 'webrtc'],
			required: true,
			options: [
				{ name: 'RTMP', value: 'rtmp', description: 'Understood by every encoder' },
				{ name: 'RTMP Over QUIC', value: 'rtmpOverQuic' },
				{ name: 'RTMP Over SRT', value: 'rtmpOverSrt' },
				{
					name: 'RTMPS',
					value: 'rtmps',
					description:
						"RTMP, encrypted; Tencent's own push domain can do it, another needs its certificate given to Tencent by ticket",
				},
				{
					name: 'SRT',
					value: 'srt',
					description:
						'For networks that lose packets; in OBS 25 or newer the whole address goes into Server',
				},
				{ name: 'WebRTC', value: 'webrtc', description: 'For pushing from a web page' },
			],
			description:
				"Protocols to make a URL for; RTMP and RTMPS also come as 'encoder', with the Server and the Stream Key that OBS asks for",
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [sharedOptions.encryption, sharedOptions.queryParameters],
		},
	],

	async execute(context, itemIndex) {
		const { createPushUrl } = await import('../execution/streamUrls.ts');
		return await createPushUrl(context, itemIndex);
	},
};

const createPlayUrl: Operation = {
	...streamUrlSpec.handMade.createPlayUrl,
	properties: [
		{
			displayName: 'Playback Domain',
			name: 'domainName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. play.example.com',
			description: 'Domain that streams are watched at, as listed under Domain Management',
		},
		...streamFields,
		...signatureFields,
		{
			displayName: 'Protocols',
			name: 'protocols',
			type: 'multiOptions',
			default: ['flv', 'hls', 'webrtc'],
			required: true,
			options: [
				{ name: 'HLS', value: 'hls', description: 'For phones and every browser; lags most' },
				{ name: 'HTTP-FLV', value: 'flv', description: 'For web players; lags a few seconds' },
				{ name: 'RTMP', value: 'rtmp', description: 'For players on the desktop' },
				{ name: 'WebRTC', value: 'webrtc', description: 'Lags least' },
			],
			description: 'Protocols to make a URL for',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				sharedOptions.encryption,
				sharedOptions.queryParameters,
				{
					displayName: 'Secure',
					name: 'secure',
					type: 'boolean',
					default: true,
					description:
						'Whether HLS and FLV addresses begin with https, for which the domain needs a certificate, or with http',
				},
				{
					displayName: 'Transcoding Template',
					name: 'transcodingTemplate',
					type: 'string',
					default: '',
					placeholder: 'e.g. hd720',
					description:
						'Name of the transcoding template whose version of the stream is to be watched',
				},
			],
		},
	],

	async execute(context, itemIndex) {
		const { createPlayUrl } = await import('../execution/streamUrls.ts');
		return await createPlayUrl(context, itemIndex);
	},
};

export const streamUrl = apiResource(streamUrlSpec, [createPlayUrl, createPushUrl]);
