import { readdirSync, readFileSync } from 'node:fs';

import type { UrlSlot } from './account/templates.mts';

export interface Field {
	name: string;
	/** string, integer, number, boolean, object, array<...> */
	type: string;
	/** Number type of the SDKs, `uint64` or `int64`. */
	wire?: string;
	required?: boolean;
	nullable?: boolean;
	inCn?: boolean;
	inIntl?: boolean;
	fields?: Field[];
	constraints?: {
		values?: unknown[] | Record<string, string>;
		min?: number;
		max?: number;
		default?: unknown;
		maxBytes?: number;
		maxItems?: number;
		/** Limits of the one site in place of those above. */
		cn?: { min?: unknown; max?: unknown };
		intl?: { min?: unknown; max?: unknown };
	};
}

export interface Action {
	name: string;
	inCn: boolean;
	inIntl: boolean;
	request: Field[];
	response: Field[];
	/** Codes that this action is documented to refuse with, besides those of every action. */
	errors: string[];
	rateLimitPerSecond?: number;
}

const ACTIONS = new URL('../../catalogue/actions/', import.meta.url);

/** Every action of the catalogue by its name. */
export function readActions(folder: URL = ACTIONS): Map<string, Action> {
	const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
	return new Map(
		files.map((file) => {
			const action = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Action;
			return [action.name, action];
		}),
	);
}

type Payload = Record<string, unknown>;

/** A field of a callback: its name in the payload, its place in the output item, its conversion. */
export interface EventField {
	from: string;
	to: string | null;
	type?: string;
}

/** What the catalogue says about one callback. */
export interface CallbackEvent {
	key: string;
	label: string;
	whenSent: string;
	/** Field of the callback template that holds the address; null where there is none. */
	slot: UrlSlot | null;
	/** Whether Tencent signs it at all. */
	signed: boolean;
	/** Tries after the first; null where no source says. */
	retries: number | null;
	intervalSeconds: number | null;
	occurredAt: { from: string; unit: 's' | 'ms' } | null;
	/** Fields that tell one event from the next; null where the whole payload does. */
	identity: string[] | null;
	fields: EventField[];
	/** Payloads by the name of their file, the most typical first. */
	examples: Map<string, Payload>;
}

const EVENTS = new URL('../../catalogue/events/', import.meta.url);

/** Every event of the catalogue by its key. */
export function readEvents(folder: URL = EVENTS): Map<string, CallbackEvent> {
	const keys = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	return new Map(keys.map(({ name }) => [name, readEvent(name, new URL(`${name}/`, folder))]));
}

function readEvent(key: string, folder: URL): CallbackEvent {
	const event = readJson(new URL('event.json', folder)) as Omit<
		CallbackEvent,
		'key' | 'examples'
	> & {
		examples: { file: string }[];
	};
	const examples = event.examples.map(({ file }): [string, Payload] => [
		file.replace(/\.json$/, ''),
		readJson(new URL(`examples/${file}`, folder)) as Payload,
	]);
	return { ...event, key, examples: new Map(examples) };
}

const readJson = (file: URL): unknown => JSON.parse(readFileSync(file, 'utf8'));

/**
 * The event of this key.
 * @throws Error that lists all keys where there is none
 */
export function eventNamed(events: Map<string, CallbackEvent>, key: string): CallbackEvent {
	const event = events.get(key);
	if (event) return event;
	throw new Error(`There is no event "${key}"; there are ${[...events.keys()].join(', ')}`);
}
