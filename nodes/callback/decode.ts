import { withoutSecrets } from '../json/copy';
import { exactPayload } from '../json/exactNumbers';
import { hideSecrets } from '../json/secrets';
import { type Fields, isBlank, isObject, isPresent, type JsonObject, setOwn } from '../json/values';
import { booleanFrom, integerFrom, numberFrom, textFrom, timeFrom } from './convert';
import { deliveryIdOf, eventOf, eventTypeOf } from './events';
import { DECODERS } from './generated/decoders';
import type { CallbackItem } from './generated/items';
import { isoTime } from './isoTime';
import type { Decoder, FieldRule, FieldType, Problem, SchemaError } from './types';

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
export function decodeCallback(received: JsonObject, options: DecodeOptions): CallbackItem {
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

function unknownFieldsOf(payload: JsonObject, { known }: Decoder): string[] {
	const names: string[] = [];
	for (const name in payload) if (!known.has(name)) names.push(name);
	return names;
}

function isContent(name: string): boolean {
	return name !== 'sign' && name !== 't';
}

function picked(payload: JsonObject, names: string[]): Fields {
	const fields: Fields = {};
	for (const name of names) setOwn(fields, name, payload[name]);
	return fields;
}

/**
 * Adds to `problems` what the validator of an event says, less what the conversions mend: a number
 * sent as text, a field under another of its names, a null where the field may be missing.
 */
function addProblems(payload: JsonObject, { validate, rules }: Decoder, problems: Problem[]): void {
	const errors = validate(payload);
	if (errors === null) return;
	for (const error of errors) {
		const field = fieldOf(error);
		const rule = rules[field];
		if (rule === undefined || problems.some((earlier) => earlier.field === field)) continue;
		const problem = problemOf(payload, field, { rule, message: error.message });
		if (problem !== undefined) problems.push({ field, problem });
	}
}

function fieldOf({ keyword, params, instancePath }: SchemaError): string {
	if (keyword === 'required') return String(params.missingProperty);
	const end = instancePath.indexOf('/', 1);
	return instancePath.slice(1, end < 0 ? undefined : end);
}

function problemOf(
	payload: JsonObject,
	field: string,
	{ rule, message }: { rule: FieldRule; message: string },
): string | undefined {
	const { type, always, names } = rule;
	const counting = names.find((name) => isPresent(payload[name]));
	if (counting === undefined) return always && field === names[0] ? 'is missing' : undefined;
	if (counting !== field || isConvertible(payload[field], type)) return undefined;
	return message;
}

const LIST_OF = 'list of ';

/** Whether a value that is not of the type becomes one, so that it is no problem. */
function isConvertible(value: unknown, type: FieldType): boolean {
	if (!type.startsWith(LIST_OF)) return isScalarConvertible(value, type);
	const memberType = type.slice(LIST_OF.length) as FieldType;
	return Array.isArray(value)
		? value.every((member) => isScalarConvertible(member, memberType))
		: isScalarConvertible(value, memberType);
}

function isScalarConvertible(value: unknown, type: FieldType): boolean {
	switch (type) {
		case 'string':
		case 'streamParams':
			return textFrom(value) !== undefined;
		case 'integer':
			return integerFrom(value) !== undefined || isBlank(value);
		case 'number':
			return numberFrom(value) !== undefined || isBlank(value);
		case 'boolean':
			return booleanFrom(value) !== undefined || isBlank(value);
		case 'object':
			return isObject(value);
		case 'time:s':
			return timeFrom(value, 1000) !== undefined;
		case 'time:ms':
			return timeFrom(value, 1) !== undefined;
		default:
			return false;
	}
}
