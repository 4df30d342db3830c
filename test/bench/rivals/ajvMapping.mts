import { readFileSync } from 'node:fs';
import Ajv, { type AnySchemaObject } from 'ajv';
import { CLASSIC_EVENTS, frame, isGenuine, type Body, type ClassicEvent } from './handMapping.mts';

export interface RivalOptions {
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
	const path = new URL(`../../../catalogue/events/${event}/schema.json`, import.meta.url);
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
