import type { CatalogueFiles } from './files.mts';
import type { Summary } from './summary.mts';

/** One field of a callback and its place in the item; `to: null` keeps it out of the item. */
export type EventField = {
	from: string;
	to: string | null;
	/** How the value is converted, as `catalogue/formats/event.json` spells it. */
	type: string;
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
type EventProof = { from: string; why: string; withPayload?: boolean };

/** A payload of the event, and in words where it comes from; `lacks` names documented fields it has not. */
type EventExample = { file: string; source: string; lacks?: string[] };

/** `catalogue/events/<key>/event.json` */
export type EventFile = {
	eventTypes: number[];
	/** Another event's number under which it may come, known by a field that the other has not. */
	alsoSentAs?: { eventType: number; having: string };
	title: string;
	label: string;
	whenSent: string;
	/** What it says in one sentence. */
	summary: Summary;
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
	/** The most typical first; `name` is that of the file without its ending. */
	payloads: Array<EventExample & { name: string; payload: Record<string, unknown> }>;
};

/** Every folder of `catalogue/events`, by the first event type of each. */
export function readEvents(files: CatalogueFiles): CatalogueEvent[] {
	return files
		.entriesOf('events')
		.map((key) => readEvent(key, files))
		.sort((a, b) => a.eventTypes[0]! - b.eventTypes[0]!);
}

function readEvent(key: string, { readJson }: CatalogueFiles): CatalogueEvent {
	const folder = `events/${key}`;
	const event = readJson<EventFile>(`${folder}/event.json`);
	const payloads = event.examples.map((example) => ({
		...example,
		name: example.file.replace(/\.json$/, ''),
		payload: readJson<Record<string, unknown>>(`${folder}/examples/${example.file}`),
	}));
	return { ...event, key, schema: readJson<Schema>(`${folder}/schema.json`), payloads };
}

/** A field that stands at the top of every item; `catalogue/commonFields.json`. */
export type CommonField = {
	to: string;
	type: string;
	trim?: boolean;
	/** Every name under which some event sends it. */
	spellings: string[];
	/** Whether it is recognised in events that do not document it. */
	everywhere: boolean;
	meaning: string;
};

/** How long Tencent waits for an answer before it repeats a callback (Tencent doc 32744). */
export const ANSWER_WITHIN_SECONDS = 20;

/** Events that Tencent repeats alike; `intervalSeconds` is null where no document says. */
type RetryGroup = { retries: number; intervalSeconds: number | null; events: CatalogueEvent[] };

/** The events whose repetition is documented, most often repeated first. */
function retryGroups(events: CatalogueEvent[]): RetryGroup[] {
	const groups = new Map<string, RetryGroup>();
	for (const event of events) {
		const { retries, intervalSeconds } = event;
		if (retries === null) continue;
		const alike = `${retries} ${intervalSeconds}`;
		const group = groups.get(alike) ?? { retries, intervalSeconds, events: [] };
		group.events.push(event);
		groups.set(alike, group);
	}
	return [...groups.values()].sort((a, b) => b.retries - a.retries);
}

/** How often, in words: `12 times, a minute apart`. */
export function repeated({ retries, intervalSeconds }: Omit<RetryGroup, 'events'>): string {
	return intervalSeconds === null
		? `${retries} times, at intervals that are not documented`
		: `${retries} times, ${apart(intervalSeconds)} apart`;
}

/** One sentence on all events that are repeated, and one on the others. */
export function retriesSentence(events: CatalogueEvent[]): string {
	const groups = retryGroups(events).map(
		(group) => `${repeated(group)}, for ${listed(group.events.map(({ label }) => label))}`,
	);
	return `Tencent repeats a callback that is not answered with status 200 within ${ANSWER_WITHIN_SECONDS} seconds: ${groups.join('; ')}. For the other events its documents state nothing.`;
}

/** The same in Chinese, given the Chinese label of each event. */
export function chineseRetriesSentence(
	events: CatalogueEvent[],
	labelOf: (event: CatalogueEvent) => string,
): string {
	const groups = retryGroups(events).map(({ retries, intervalSeconds, events: alike }) => {
		const interval = intervalSeconds === null ? '间隔未说明' : `间隔 ${intervalSeconds} 秒`;
		return `${alike.map(labelOf).join('、')}重试 ${retries} 次,${interval}`;
	});
	return `回调在 ${ANSWER_WITHIN_SECONDS} 秒内没有得到状态码 200 的应答时,腾讯云会重试:${groups.join(';')}。其他事件的重试规则,腾讯云文档没有说明。`;
}

function apart(seconds: number): string {
	if (seconds % 60 !== 0) return `${seconds} seconds`;
	return seconds === 60
		? 'a minute'
		: `${['', '', 'two', 'three'][seconds / 60] ?? seconds / 60} minutes`;
}

function listed(labels: string[]): string {
	const last = labels.at(-1)!;
	return labels.length === 1 ? last : `${labels.slice(0, -1).join(', ')} and ${last}`;
}
