import type { Operation } from '../operation';
import { PUSH_ADDRESSES } from './addresses';
import { sharedOptions, signatureFields, streamFields } from './fields';

export const createPushUrl: Operation = {
	name: 'Create Push URL',
	value: 'createPushUrl',
	action: 'Create push url',
	description:
		'Make the addresses that a streamer enters in OBS or another encoder, signed and with an expiry',
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
					name: 'SRT',
					value: 'srt',
					description: 'For networks that lose packets; OBS 25 or newer',
				},
				{ name: 'WebRTC', value: 'webrtc', description: 'For pushing from a web page' },
			],
			description: 'Protocols to make a URL for',
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
		const { createUrls } = await import('./createUrls.ts');
		return await createUrls(context, itemIndex, {
			domainLabel: 'Push Domain',
			addresses: PUSH_ADDRESSES,
			keyReading: {
				action: 'DescribeLivePushAuthKey',
				info: 'PushAuthKeyInfo',
				keys: ['MasterAuthKey', 'BackupAuthKey'],
			},
		});
	},
};
