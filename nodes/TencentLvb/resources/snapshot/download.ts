import { download as downloadUrl, downloadFields } from '../../download/downloadOperation';
import type { Operation } from '../operation';

export const download: Operation = {
	name: 'Download',
	value: 'download',
	action: 'Download screenshot',
	description: 'Put a screenshot into binary data, for storing or sending it on',
	properties: downloadFields(
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '={{ $json.snapshot.url }}',
			required: true,
			placeholder: 'e.g. https://live-1250000000.cos.ap-guangzhou.myqcloud.com/room-42.jpg',
			description: 'Address of the picture; a screenshot event of the trigger holds it',
		},
		{ canBePlaylist: false },
	),
	execute: downloadUrl,
};
