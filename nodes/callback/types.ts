import type { Fields, JsonObject } from '../json/values';

/** The types of the catalogue; of `json`, only a text that holds none cannot be converted. */
export type FieldType =
	| 'string'
	| 'integer'
	| 'number'
	| 'boolean'
	| 'object'
	| 'json'
	| 'streamParams'
	| 'time:s'
	| 'time:ms'
	| `list of ${'string' | 'integer' | 'number' | 'object'}`;

/** What the catalogue says about one field of a callback. */
export type FieldRule = {
	type: FieldType;
	/** Whether Tencent always sends it. */
	always: boolean;
	/** Every name of the same field; the first that is present counts. */
	names: readonly string[];
};

/** What is known of an item before its fields are converted; it takes the first three over. */
type Frame = {
	eventType: number | null;
	deliveryId: string;
	receivedAt: string | null;
	/** Gets what only a conversion can see. */
	problems: Problem[];
};

/**
 * How a repetition is told from another happening: by the fields that identify the event, only by
 * the whole payload, or not at all, so that the same payload may come from two happenings.
 */
type Proof = 'identity' | 'payload' | null;

/** What the generator makes of one event of the catalogue. */
export type Decoder = {
	/** Compares a payload with the types that the item promises; null where all is well. */
	validate(payload: JsonObject): SchemaError[] | null;
	/** The name of the stream, as it came. */
	streamName(payload: JsonObject): unknown;
	/** The item, but for its validation and what the catalogue does not know. */
	item(payload: JsonObject, frame: Frame): Fields;
	rules: Readonly<Record<string, FieldRule>>;
	/** Names that do not count as unknown. */
	known: ReadonlySet<string>;
	/** The values that tell this event from every other, null where nothing does. */
	identify: ((payload: JsonObject) => unknown[]) | null;
	/** Which of these values Tencent always sends. */
	identityAlways: readonly boolean[];
	/** What tells this delivery from another happening of the event. */
	proof(payload: JsonObject): Proof;
};

/** What is wrong with one field of a callback; `field` is Tencent's name. */
export type Problem = { field: string; problem: string };

/** A finding of a generated validator, in ajv's shape. */
export type SchemaError = {
	instancePath: string;
	schemaPath: string;
	keyword: string;
	params: Record<string, unknown>;
	message: string;
};

/** The query string of a push URL; the values of secrets are hidden. */
export type StreamParams = Record<string, string | string[]>;

/** What every item holds, whatever the event. */
export interface ItemFrame {
	/** The event's name in the editor. */
	eventName: string;
	/** What happened, in one sentence that can be sent to people as it is; without secrets. */
	summary: string;
	/** Tencent's number of the event, null where the payload has none. */
	eventType: number | null;
	/**
	 * The same for every delivery of one event: 32 lower-case hex digits. Another happening has another
	 * one, unless the payload holds nothing that differs between the two.
	 */
	deliveryId: string;
	/** When it happened by Tencent's clock, ISO 8601 UTC; null where the payload does not say. */
	occurredAt: string | null;
	/** When the callback came in, ISO 8601 UTC. */
	receivedAt: string;
	/** Fields that the catalogue does not know, untouched. */
	extra?: Record<string, unknown>;
	validation: {
		/** Whether there is no problem. */
		ok: boolean;
		problems: Problem[];
		unknownFields: string[];
		/** The instant of `t`, ISO 8601 UTC; null where the callback is not signed. */
		signatureExpiresAt: string | null;
	};
	/** The payload as received, without `sign`; only where it was asked for. */
	raw?: Record<string, unknown>;
}

/** Why a stream ended, in words for the person who has to do something about it. */
export type Interruption = {
	/** One of the outcomes of `catalogue/interruptions.json`. */
	outcome: string;
	/** True for a fault, false for what was wanted, null where that cannot be told. */
	fault: boolean | null;
	reason: string;
	explanation: string;
	nextStep: string;
};

/** The same with the words of a summary: "{stream} {ending} after 33 min: {inShort}". */
export type Cause = Interruption & { ending: string; inShort: string };
