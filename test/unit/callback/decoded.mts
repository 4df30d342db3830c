import { decodeCallback, type DecodeOptions } from '../../../nodes/callback/decode.ts';
import { samplePayload } from '../../../nodes/callback/sample.ts';
import type { EventKey } from '../../../nodes/callback/generated/events.ts';

/** When every callback of these tests comes in. */
const RECEIVED_AT = Date.UTC(2026, 10, 24, 10, 0, 2, 123);

/** An item as a workflow reads it. */
export type Item = Record<string, unknown> & {
	extra?: Record<string, unknown>;
	raw?: Record<string, unknown>;
	validation: {
		ok: boolean;
		problems: Array<{ field: string; problem: string }>;
		unknownFields: string[];
		signatureExpiresAt: string | null;
	};
};

/** Decodes a payload. */
export function decoded(payload: object, options: Partial<DecodeOptions> = {}): Item {
	return decodeCallback(payload as Record<string, unknown>, {
		receivedAt: RECEIVED_AT,
		...options,
	}) as unknown as Item;
}

/** A lifelike payload of the event with some fields set; undefined takes a field away. */
export function payloadOf(
	key: EventKey,
	changes: Record<string, unknown> = {},
): Record<string, unknown> {
	const payload = { ...samplePayload(key), ...changes };
	for (const name of Object.keys(payload)) if (payload[name] === undefined) delete payload[name];
	return payload;
}

/** Decodes a body as it comes over the wire: parsed by JSON.parse, with the text beside it. */
export function decodedBody(body: string, options: Partial<DecodeOptions> = {}): Item {
	return decoded(JSON.parse(body) as object, { rawBody: body, ...options });
}

/** The value at a path like `recording.url`. */
export function at(item: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], item);
}
