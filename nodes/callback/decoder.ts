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

/** What the generator makes of one event of the catalogue. */
export type Decoder = {
	/** Compares a payload with the types that the item promises; null where all is well. */
	validate(payload: Payload): SchemaError[] | null;
	/** Fills in what tells a stream from others: account, domain, app, stream, channel. */
	common(payload: Payload, item: Fields): void;
	/** Fills in all else. */
	convert(payload: Payload, item: Fields, problems: Problem[]): void;
	rules: Readonly<Record<string, FieldRule>>;
	/** Names that do not count as unknown. */
	known: ReadonlySet<string>;
	/** The values that tell this event from every other, null where nothing does. */
	identify: ((payload: Payload) => unknown[]) | null;
	/** Which of these values Tencent always sends. */
	identityAlways: readonly boolean[];
};
