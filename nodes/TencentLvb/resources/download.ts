import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { recording as recordingSpec, snapshot as snapshotSpec } from '../generated/resources';
import type { Operation, OutputItem } from '../operation';
import { apiResource } from './apiResources';

/** Long enough for hours of video over a usual connection. */
const DEFAULT_TIMEOUT_SECONDS = 3600;

/** The longest time that a timer can wait for. */
const LONGEST_TIMEOUT_SECONDS = 2_000_000;

const keepPlaylist: INodeProperties = {
	displayName: 'Keep HLS Playlist',
	name: 'keepPlaylist',
	type: 'boolean',
	default: false,
	description:
		'Whether to download an HLS playlist as it is, a short text that lists the pieces of the video, instead of refusing it',
};

/** The fields of a download, whose address is given in `urlField`. */
function downloadFields(
	urlField: INodeProperties,
	{ canBePlaylist }: { canBePlaylist: boolean },
): INodeProperties[] {
	return [
		{
			displayName:
				"A large file goes straight to disk in n8n's filesystem mode. In database mode, the default of queue mode, all of it is held in memory.",
			name: 'memoryNotice',
			type: 'notice',
			default: '',
		},
		urlField,
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			placeholder: 'e.g. data',
			description: 'Name of the binary field that the file is put in',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. room-42.mp4',
					description: 'Name of the file; otherwise the one that the server or the URL gives',
				},
				...(canBePlaylist ? [keepPlaylist] : []),
				{
					displayName: 'Timeout',
					name: 'timeout',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: LONGEST_TIMEOUT_SECONDS },
					default: DEFAULT_TIMEOUT_SECONDS,
					description: 'Seconds that the whole download may take',
				},
			],
		},
	];
}

async function execute(context: IExecuteFunctions, itemIndex: number): Promise<OutputItem[]> {
	const { download } = await import('../download/download.ts');
	return await download(context, itemIndex, {
		usualSeconds: DEFAULT_TIMEOUT_SECONDS,
		mostSeconds: LONGEST_TIMEOUT_SECONDS,
	});
}

const downloadRecording: Operation = {
	...recordingSpec.handMade.download,
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
	execute,
};

const downloadSnapshot: Operation = {
	...snapshotSpec.handMade.download,
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
	execute,
};

export const recording = apiResource(recordingSpec, [downloadRecording]);

export const snapshot = apiResource(snapshotSpec, [downloadSnapshot]);
