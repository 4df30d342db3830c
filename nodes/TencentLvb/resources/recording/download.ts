import { download as downloadUrl, downloadFields } from '../../download/downloadOperation';
import type { Operation } from '../operation';

export const download: Operation = {
	name: 'Download',
	value: 'download',
	action: 'Download recording',
	description: 'Put a recorded file into binary data, for storing or sending it on',
	properties: downloadFields(
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '={{ $json.recording.url }}',
			required: true,
			placeholder: 'e.g. https://1250000000.vod2.myqcloud.com/f0.mp4',
			description: 'Address of the file; a recording event of the trigger holds it',
		},
		{ canBePlaylist: true },
	),
	execute: downloadUrl,
};
