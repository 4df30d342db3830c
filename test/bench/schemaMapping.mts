import Ajv, { type AnySchemaObject } from 'ajv';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Zod from 'zod';
import type { ZodRawShape, ZodTypeAny } from 'zod';

import { type Body, CLASSIC_EVENTS, type ClassicEvent, frame, isGenuine } from './handMapping.mts';

interface RivalOptions {
	key: string;
	/** Milliseconds since 1970. */
	now: number;
}

type Schema = AnySchemaObject & { properties: object };

type Rival = (body: Body, options: RivalOptions) => Record<string, unknown>;

/** Ajv with the catalogue's schema, compiled once at the start, and a mapping written by hand. */
export const AJV_RIVALS = Object.fromEntries(
	CLASSIC_EVENTS.map((event) => [event, ajvRival(event)]),
) as Record<ClassicEvent, Rival>;

function ajvRival(event: ClassicEvent): Rival {
	const path = new URL(`../../catalogue/events/${event}/schema.json`, import.meta.url);
	const schema = JSON.parse(readFileSync(path, 'utf8')) as Schema;
	const ajv = new Ajv.default({ allErrors: true, coerceTypes: true, strict: false });
	const validate = ajv.compile(schema);
	const known = new Set(Object.keys(schema.properties));
	return (body, { key, now }) => {
		if (!isGenuine(body, key, now)) throw new Error('not genuine');
		if (!validate(body)) throw new Error(JSON.stringify(validate.errors));
		const unknownFields = Object.keys(body).filter((name) => !known.has(name));
		return frame(event, body, { receivedAt: now, unknownFields });
	};
}

const require = createRequire(import.meta.url);

/** The zod that n8n brings along. */
const { z } = createRequire(require.resolve('n8n-workflow'))('zod') as typeof Zod;

// Tencent sends numbers as text and the reverse, and both count as right.
const text = z.coerce.string();
const whole = z.coerce.number().int();
const objects = z.array(z.record(z.unknown()));

const SIGNED = { event_type: whole, t: whole, sign: text };

const STREAM = {
	...SIGNED,
	app: text,
	appname: text,
	stream_id: text,
	channel_id: text,
	stream_param: text,
};

const PUSH = {
	...STREAM,
	appid: whole,
	event_time: whole,
	sequence: text,
	node: text,
	user_ip: text,
	errcode: whole,
	errmsg: text,
	set_id: whole.optional(),
	idc_id: whole.optional(),
	width: whole.optional(),
	height: whole.optional(),
};

const SHAPES: Record<ClassicEvent, ZodRawShape> = {
	streamBegin: PUSH,
	streamEnd: { ...PUSH, push_duration: whole.optional() },
	recordingFile: {
		...STREAM,
		appid: whole,
		file_id: text,
		record_file_id: text.optional(),
		record_temp_id: text.optional(),
		file_format: text,
		task_id: text.optional(),
		start_time: whole,
		end_time: whole,
		start_time_usec: whole.optional(),
		end_time_usec: whole.optional(),
		duration: z.coerce.number(),
		file_size: whole,
		video_url: text,
		media_start_time: whole.optional(),
		record_bps: whole.optional(),
		callback_ext: text,
		video_id: text.optional(),
	},
	snapshot: {
		...STREAM,
		create_time: whole,
		file_size: whole,
		width: whole,
		height: whole,
		pic_url: text,
		pic_full_url: text,
		task_id: text.optional(),
	},
	imageModeration: {
		...SIGNED,
		appid: whole,
		app: text,
		appname: text,
		streamId: text,
		channelId: text,
		stream_param: text,
		img: text,
		type: z.array(whole),
		socre: z.array(z.coerce.number()),
		ocrMsg: text.optional(),
		suggestion: text,
		label: text.optional(),
		subLabel: text,
		labelResults: objects.optional(),
		objectResults: objects.optional(),
		ocrResults: objects.optional(),
		screenshotTime: whole,
		sendTime: whole,
		level: whole.optional(),
		abductionRisk: objects.optional(),
		faceDetails: objects.optional(),
	},
};

/** A zod schema that lets unknown fields through, and the same mapping as beside ajv. */
export const ZOD_RIVALS = Object.fromEntries(
	CLASSIC_EVENTS.map((event) => [event, zodRival(event)]),
) as Record<ClassicEvent, Rival>;

function zodRival(event: ClassicEvent): Rival {
	const shape = SHAPES[event];
	const schema: ZodTypeAny = z.object(shape).passthrough();
	return (body, { key, now }) => {
		if (!isGenuine(body, key, now)) throw new Error('not genuine');
		const parsed = schema.parse(body) as Body;
		const unknownFields = Object.keys(parsed).filter((name) => !(name in shape));
		return frame(event, parsed, { receivedAt: now, unknownFields });
	};
}
