import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { operationError } from '../../liveApi/exception';
import { recording as recordingSpec, snapshot as snapshotSpec } from '../generated/resources';
import { type Operation, type OutputItem } from '../operation';
import { apiResource } from './apiResource';

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

/**
 * Downloads the file of 'URL' into a binary field; the item's JSON tells about the file.
 *
 * @throws NodeOperationError that says why there is no file, without what may be secret in the URL.
 */
async function download(context: IExecuteFunctions, itemIndex: number): Promise<OutputItem[]> {
	const refuse = (message: string, description: string) =>
		operationError(context.getNode(), message, { description, itemIndex });

	const given = String(context.getNodeParameter('url', itemIndex) ?? '').trim();
	if (given === '') {
		throw refuse(
			"'URL' is empty",
			"Enter the file's address; after the trigger, its event holds it",
		);
	}
	const url = URL.canParse(given) ? new URL(given) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol)) {
		throw refuse(
			"'URL' is not a web address",
			'Enter an address that begins with https:// or http://',
		);
	}
	const field = String(context.getNodeParameter('binaryPropertyName', itemIndex) ?? '').trim();
	if (field === '') {
		throw refuse("'Put Output File in Field' is empty", 'Enter the name of a field, usually data');
	}
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const { shownUrl } = await import('../execution/downloadFile.ts');
	const { downloadFile } = await import('../execution/downloadFile.ts');
	const result = await downloadFile(context, url, {
		fileName: String(options.fileName ?? ''),
		timeoutSeconds: timeoutOf(options.timeout),
		keepPlaylist: options.keepPlaylist === true,
	});
	if (!result.ok) throw refuse(result.stop.message, result.stop.nextStep);

	const { binary, isPlaylist, bytes } = result;
	const json = {
		url: shownUrl(url),
		fileName: binary.fileName ?? null,
		mimeType: binary.mimeType,
		sizeBytes: bytes ?? null,
		isPlaylist,
	};
	return [{ json, binary: { [field]: binary } }];
}

function timeoutOf(value: unknown): number {
	const seconds = Number(value ?? DEFAULT_TIMEOUT_SECONDS);
	return seconds >= 1 ? Math.min(seconds, LONGEST_TIMEOUT_SECONDS) : DEFAULT_TIMEOUT_SECONDS;
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
	execute: download,
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
	execute: download,
};

export const recording = apiResource(recordingSpec, [downloadRecording]);

export const snapshot = apiResource(snapshotSpec, [downloadSnapshot]);
