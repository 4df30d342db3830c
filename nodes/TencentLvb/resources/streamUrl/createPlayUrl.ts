import type { Operation } from '../operation';
import { PLAY_ADDRESSES } from './addresses';
import { sharedOptions, signatureFields, streamFields } from './fields';

export const createPlayUrl: Operation = {
	name: 'Create Playback URL',
	value: 'createPlayUrl',
	action: 'Create playback url',
	description: 'Make the addresses that viewers watch a stream at, signed and with an expiry',
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
		const { createUrls } = await import('./createUrls.ts');
		return await createUrls(context, itemIndex, {
			domainLabel: 'Playback Domain',
			addresses: PLAY_ADDRESSES,
			keyReading: {
				action: 'DescribeLivePlayAuthKey',
				info: 'PlayAuthKeyInfo',
				keys: ['AuthKey', 'AuthBackKey'],
			},
		});
	},
};
