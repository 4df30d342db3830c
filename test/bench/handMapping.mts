import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A parsed callback; hand-written code has no better type for it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Body = any;

/** The events that the rivals are written for. */
export const CLASSIC_EVENTS = [
	'streamBegin',
	'streamEnd',
	'recordingFile',
	'snapshot',
	'imageModeration',
] as const;

export type ClassicEvent = (typeof CLASSIC_EVENTS)[number];

/** Checks `sign` as most guides do. */
export function isGenuine(body: Body, key: string, now: number): boolean {
	const expected = createHash('md5')
		.update(key + body.t)
		.digest('hex');
	if (typeof body.sign !== 'string' || body.sign.length !== expected.length) return false;
	if (!timingSafeEqual(Buffer.from(expected), Buffer.from(body.sign.toLowerCase()))) return false;
	return now / 1000 <= Number(body.t) + 300;
}

/** The names in the editor, as the catalogue has them. */
const NAMES = Object.fromEntries(
	CLASSIC_EVENTS.map((event) => {
		const path = new URL(`../../catalogue/events/${event}/event.json`, import.meta.url);
		return [event, (JSON.parse(readFileSync(path, 'utf8')) as { label: string }).label];
	}),
) as Record<ClassicEvent, string>;

/** The item of each event, put together by hand from a body that was found valid. */
const MAPPINGS: Record<ClassicEvent, (body: Body) => Record<string, unknown>> = {
	streamBegin: (body) => ({
		...stream(body),
		eventName: NAMES.streamBegin,
		summary: `${body.stream_id} is live${sizeOf(body)}`,
		deliveryId: idOf(body, ['app', 'appname', 'stream_id', 'sequence', 'event_time']),
		occurredAt: iso(body.event_time),
		push: push(body),
	}),
	streamEnd: (body) => ({
		...stream(body),
		eventName: NAMES.streamEnd,
		summary: `${body.stream_id} ended after ${Math.round(body.push_duration / 1000)} s: the encoder stopped`,
		deliveryId: idOf(body, ['app', 'appname', 'stream_id', 'sequence', 'event_time']),
		occurredAt: iso(body.event_time),
		push: { ...push(body), durationMs: Number(body.push_duration) },
		interruption: INTERRUPTION,
	}),
	recordingFile: (body) => ({
		...stream(body),
		eventName: NAMES.recordingFile,
		summary: `${body.duration} s of ${body.stream_id} are recorded (${body.file_format}, ${(body.file_size / 1e6).toFixed(1)} MB)`,
		deliveryId: idOf(body, RECORDING_IDENTITY),
		occurredAt: iso(body.end_time, body.end_time_usec),
		recording: {
			fileId: body.file_id,
			format: body.file_format,
			startedAt: iso(body.start_time, body.start_time_usec),
			endedAt: iso(body.end_time, body.end_time_usec),
			durationSeconds: body.duration,
			sizeBytes: body.file_size,
			url: body.video_url,
			recordFileId: body.record_file_id,
			templateId: body.record_temp_id,
			taskId: body.task_id,
			mediaStartTime: body.media_start_time,
			bitrateKbps: body.record_bps,
			callbackExt: camelCased(JSON.parse(body.callback_ext)),
			videoId: body.video_id,
		},
	}),
	snapshot: (body) => ({
		...stream(body),
		eventName: NAMES.snapshot,
		summary: `Screenshot of ${body.stream_id} is ready (${body.width}×${body.height}, ${(body.file_size / 1e3).toFixed(1)} kB)`,
		deliveryId: idOf(body, ['stream_id', 'create_time', 'pic_url']),
		occurredAt: iso(body.create_time),
		snapshot: {
			path: body.pic_url,
			url: body.pic_full_url,
			sizeBytes: body.file_size,
			width: body.width,
			height: body.height,
			taskId: body.task_id,
		},
	}),
	imageModeration: (body) => ({
		...stream({ ...body, stream_id: body.streamId, channel_id: body.channelId }),
		eventName: NAMES.imageModeration,
		summary: `${body.label} (${body.subLabel.replace(/(?<=.)(?=[A-Z])/g, ' ').toLowerCase()}) in a screenshot of ${body.streamId}, ${body.socre[0]} % sure: Tencent advises to block it`,
		deliveryId: idOf(body, ['streamId', 'screenshotTime', 'img']),
		occurredAt: iso(body.sendTime),
		moderation: {
			imageUrl: body.img,
			types: [...body.type],
			suggestion: body.suggestion,
			subLabel: body.subLabel,
			takenAt: iso(body.screenshotTime),
			scores: [...body.socre],
			ocrText: body.ocrMsg,
			label: body.label,
			labelResults: camelCased(body.labelResults),
			objectResults: camelCased(body.objectResults),
			ocrResults: camelCased(body.ocrResults),
			legacy: {
				level: body.level,
				abductionRisk: camelCased(body.abductionRisk),
				faceDetails: camelCased(body.faceDetails),
			},
		},
	}),
};

/** What surrounds the mapping of every event. */
export function frame(
	event: ClassicEvent,
	body: Body,
	{ receivedAt, unknownFields }: { receivedAt: number; unknownFields: string[] },
): Record<string, unknown> {
	return {
		event,
		eventType: body.event_type,
		receivedAt: new Date(receivedAt).toISOString(),
		...MAPPINGS[event](body),
		validation: { ok: true, problems: [], unknownFields, signatureExpiresAt: iso(body.t) },
	};
}

function sizeOf({ width, height }: Body): string {
	return width > 0 && height > 0 ? ` (${width}×${height})` : '';
}

function stream(body: Body) {
	return {
		...(body.appid !== undefined && { appId: body.appid }),
		domain: body.app.trim(),
		appName: body.appname.trim(),
		streamName: body.stream_id.trim(),
		channelId: body.channel_id,
		streamParams: paramsOf(body.stream_param),
	};
}

function push(body: Body) {
	return {
		sequence: body.sequence,
		nodeIp: body.node,
		clientIp: body.user_ip,
		errorCode: body.errcode,
		errorMessage: body.errmsg,
		setId: body.set_id,
		idcId: body.idc_id,
		width: body.width,
		height: body.height,
	};
}

function paramsOf(query: string): Record<string, string> {
	const params = Object.fromEntries(new URLSearchParams(query));
	if (params.txSecret) params.txSecret = '[hidden]';
	return params;
}

function iso(seconds: number, microseconds = 0): string {
	return new Date(seconds * 1000 + Math.floor(microseconds / 1000)).toISOString();
}

function idOf(body: Body, names: string[]): string {
	const identity = [body.event_type, ...names.map((name) => body[name])].map(String);
	return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32);
}

function camelCased(value: Body): Body {
	if (Array.isArray(value)) return value.map(camelCased);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [camelCase(name), camelCased(member)]),
	);
}

function camelCase(name: string): string {
	const joined = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
	return joined.charAt(0).toLowerCase() + joined.slice(1);
}

const RECORDING_IDENTITY = [
	...['stream_id', 'task_id', 'file_id', 'file_format', 'start_time', 'end_time', 'video_url'],
];

/** The words for code 1, the only one in the sample; a whole table would cost the same. */
const INTERRUPTION = {
	outcome: 'normal',
	fault: false,
	reason: 'Broadcaster stopped the push',
	explanation: 'The broadcasting software or app ended the push by itself.',
	nextStep:
		'Nothing to do if the show was meant to end. If it was not, check the broadcasting device: the app may have been closed, crashed or sent to the background.',
};
