import { addProblems } from './addProblems';
import { withoutSecrets } from './withoutSecrets';
import { hideSecrets } from './hideSecrets';
import type { Decoder } from './decoder';
import { deliveryIdOf } from './deliveryIdOf';
import { eventOf, eventTypeOf } from './eventOf';
import { exactPayload } from './exactPayload';
import { DECODERS } from './generated/decoders';
import type { CallbackItem } from './generated/items';
import { isoTime } from './isoTime';
import { setOwn, type Fields, type Payload } from './payload';
import type { Problem } from './problem';
import { timeFrom } from './convert/time';

export type DecodeOptions = {
	/** When the callback came in, in Unix milliseconds. */
	receivedAt: number;
	/** The body as received: the only source of the digits of integers beyond 2^53. */
	rawBody?: string | Buffer;
	/** Adds `raw`, the payload as received without `sign` and push secrets. */
	includeRaw?: boolean;
	/** Whether `sign` was checked and found right. */
	authenticated?: boolean;
	/** The instant of `t` in Unix seconds, where `t` did not come in the body. */
	expiresAt?: number;
};

/**
 * Turns the payload of a callback into the item that a workflow gets. Takes any JSON object and
 * never throws: what does not fit the catalogue is kept and listed under `validation`.
 */
export function decodeCallback(received: Payload, options: DecodeOptions): CallbackItem {
	const payload = exactPayload(received, options.rawBody);
	const entry = eventOf(payload);
	const decoder = DECODERS[entry?.key ?? 'unknown'];
	const problems: Problem[] = [];
	const item = decoder.item(payload, {
		eventType: eventTypeOf(payload),
		deliveryId: deliveryIdOf(payload, entry),
		receivedAt: isoTime(options.receivedAt) ?? null,
		problems,
	});
	addProblems(payload, decoder, problems);

	const unknownFields = unknownFieldsOf(payload, decoder);
	const extra = entry ? unknownFields : Object.keys(payload).filter(isContent);
	if (extra.length > 0) item.extra = withoutSecrets(picked(payload, extra));
	item.validation = {
		ok: problems.length === 0,
		problems,
		unknownFields: unknownFields.length > 0 ? unknownFields.map(hideSecrets) : unknownFields,
		signatureExpiresAt: options.authenticated
			? (timeFrom(options.expiresAt ?? payload.t, 1000) ?? null)
			: null,
	};
	if (options.includeRaw) item.raw = withoutSecrets(payload);
	return item as unknown as CallbackItem;
}

function unknownFieldsOf(payload: Payload, { known }: Decoder): string[] {
	const names: string[] = [];
	for (const name in payload) if (!known.has(name)) names.push(name);
	return names;
}

function isContent(name: string): boolean {
	return name !== 'sign' && name !== 't';
}

function picked(payload: Payload, names: string[]): Fields {
	const fields: Fields = {};
	for (const name of names) setOwn(fields, name, payload[name]);
	return fields;
}
