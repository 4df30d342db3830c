/** How a value of a callback is converted; the words of the catalogue. */
export type FieldType =
	| 'string'
	| 'integer'
	| 'number'
	| 'boolean'
	| 'object'
	| 'json'
	| 'streamParams'
	| `time:${string}`
	| `list of ${'string' | 'integer' | 'number' | 'object'}`;

/** One field of a callback and its place in the item; `to: null` keeps it out of the item. */
export type EventField = {
	from: string;
	to: string | null;
	type: FieldType;
	required: 'always' | 'sometimes' | 'unknown';
	unit?: string;
	trim?: boolean;
	secretsHidden?: boolean;
	meaning: string;
	values?: unknown;
	note?: string;
};

/**
 * A field that differs between two happenings of an event; `from` may lead through objects and lists
 * with dots. `withPayload`: only together with the rest of the payload.
 */
export type EventProof = { from: string; why: string; withPayload?: boolean };

/** A payload of the event, and in words where it comes from; `lacks` names documented fields it has not. */
export type EventExample = { file: string; source: string; lacks?: string[] };

/** `catalogue/events/<key>/event.json` */
export type EventFile = {
	eventTypes: number[];
	/** Another event's number under which it may come, known by a field that the other has not. */
	alsoSentAs?: { eventType: number; having: string };
	title: string;
	label: string;
	whenSent: string;
	sources: string[];
	/** Field of the callback template that takes the URL, null where the template has none. */
	slot: string | null;
	/** Where a person enters the URL when there is no slot. */
	urlEnteredAt: string | null;
	/** Which sites send it. */
	site: 'both' | 'china';
	/** Which sites' API knows the slot, null where there is none. */
	slotSite: 'both' | 'china' | null;
	/** The console shows a field for the URL in the callback template, which the API lacks. */
	inConsoleTemplate?: boolean;
	signed: boolean;
	retries: number | null;
	intervalSeconds: number | null;
	/** Name of the output of `byKind`, one of `catalogue/outputs.json`. */
	output: string;
	group: string;
	occurredAt: { from: string; unit: 's' | 'ms' } | null;
	identity: string[] | null;
	/** What tells a repetition from another happening; nothing does where it is empty. */
	proof: EventProof[];
	/** Field whose number is explained by `catalogue/interruptions.json`. */
	interruption?: { from: string };
	fields: EventField[];
	examples: EventExample[];
};

/** A JSON Schema as far as the generators look into it. */
export type Schema = {
	type?: string | string[];
	description?: string;
	properties?: Record<string, Schema>;
	items?: Schema;
	contentSchema?: Schema;
	required?: string[];
	[keyword: string]: unknown;
};

/** One event with everything in its folder. */
export type CatalogueEvent = EventFile & {
	key: string;
	schema: Schema;
	payloads: Array<EventExample & { payload: Record<string, unknown> }>;
};

type Files = {
	readJson<T>(path: string): Promise<T>;
	entriesOf(folder: string): Promise<string[]>;
};

/** Every folder of `catalogue/events`, by the first event type of each. */
export async function readEvents(files: Files): Promise<CatalogueEvent[]> {
	const keys = await files.entriesOf('events');
	const events = await Promise.all(keys.map((key) => readEvent(key, files)));
	return events.sort((a, b) => a.eventTypes[0]! - b.eventTypes[0]!);
}

async function readEvent(key: string, { readJson }: Files): Promise<CatalogueEvent> {
	const folder = `events/${key}`;
	const event = await readJson<EventFile>(`${folder}/event.json`);
	const payloads = await Promise.all(
		event.examples.map(async (example) => ({
			...example,
			payload: await readJson<Record<string, unknown>>(`${folder}/examples/${example.file}`),
		})),
	);
	return { ...event, key, schema: await readJson<Schema>(`${folder}/schema.json`), payloads };
}
