import type { FieldType } from './convert/isConvertible';
import type { Fields, Payload } from './payload';
import type { Problem, SchemaError } from './problem';

/** What the catalogue says about one field of a callback. */
export type FieldRule = {
	type: FieldType;
	/** Whether Tencent always sends it. */
	always: boolean;
	/** Every name of the same field; the first that is present counts. */
	names: readonly string[];
};

/** What is known of an item before its fields are converted; it takes the first three over. */
export type Frame = {
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
export type Proof = 'identity' | 'payload' | null;

/** What the generator makes of one event of the catalogue. */
export type Decoder = {
	/** Compares a payload with the types that the item promises; null where all is well. */
	validate(payload: Payload): SchemaError[] | null;
	/** The name of the stream, as it came. */
	streamName(payload: Payload): unknown;
	/** The item, but for its validation and what the catalogue does not know. */
	item(payload: Payload, frame: Frame): Fields;
	rules: Readonly<Record<string, FieldRule>>;
	/** Names that do not count as unknown. */
	known: ReadonlySet<string>;
	/** The values that tell this event from every other, null where nothing does. */
	identify: ((payload: Payload) => unknown[]) | null;
	/** Which of these values Tencent always sends. */
	identityAlways: readonly boolean[];
	/** What tells this delivery from another happening of the event. */
	proof(payload: Payload): Proof;
};
