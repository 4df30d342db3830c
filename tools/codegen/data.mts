import { type CatalogueEvent, retriesSentence } from '../catalogue/events.mts';
import { readOutputs } from '../catalogue/read.mts';
import { type Generator, quoted } from './files.mts';

/** The events as data: keys, entries, the options of a choice, the names of the outputs. */
export const events: Generator = {
	name: 'events',
	async generate(catalogue) {
		const { events } = catalogue;
		const outputs = readOutputs(catalogue).map(({ name }) => name);
		const slots = events.flatMap(({ slot }) => slot ?? []);
		const content = `
			/** The kinds of event that the catalogue knows, by their first event type. */
			export const EVENT_KEYS = ${quoted(events.map(({ key }) => key))} as const;

			export type EventKey = (typeof EVENT_KEYS)[number];

			/** The fields of a callback template that take the URL of an event. */
			export const SLOT_NAMES = ${quoted(slots)} as const;

			export type SlotName = (typeof SLOT_NAMES)[number];

			/** The outputs of a trigger that splits events by kind. Only ever appended to. */
			export const OUTPUT_NAMES: readonly string[] = ${quoted(outputs)};

			${EVENT_ENTRY}

			export const EVENTS: Readonly<Record<EventKey, EventEntry>> = {
				${events.map((event) => `${event.key}: ${entryOf(event, outputs)},`).join('\n')}
			};

			/** How often Tencent repeats what is not answered, for those who read. */
			export const RETRIES_TEXT = ${quoted(retriesSentence(events))};

			/** The events as a person chooses them, what most wait for first. */
			export const EVENT_OPTIONS: ReadonlyArray<{ name: string; value: EventKey; description: string }> =
				${quoted(events.map((event) => ({ name: event.label, value: event.key, description: descriptionOf(event) })))};
		`;
		return [{ path: 'nodes/callback/generated/events.ts', content }];
	},
};

/** The type of what `entryOf` gives. */
const EVENT_ENTRY = `/** What the catalogue says about a kind of event. */
export interface EventEntry {
	key: EventKey;
	/** Tencent's numbers for it. */
	eventTypes: readonly number[];
	/** Another event's number under which it may come, known by a field that the other has not. */
	alsoSentAs?: { readonly eventType: number; readonly having: string };
	/** Name of the event where a person chooses it. */
	label: string;
	/** When Tencent sends it. */
	description: string;
	/** Field of the callback template that takes the URL, null where the template has none. */
	slot: SlotName | null;
	/** Index of its output in \`OUTPUT_NAMES\`. */
	output: number;
	/** Only the China site sends it. */
	chinaOnly: boolean;
	/** Only the China site's API knows the slot: on the other, a person enters the URL in the console. */
	slotChinaOnly: boolean;
	/** The console's callback template has a field for its URL, which no API knows. */
	inConsoleTemplate: boolean;
	/** False where Tencent never sends \`sign\` and \`t\`. */
	signed: boolean;
	/** Where a person enters the URL, for an event without a slot. */
	urlEnteredAt: string | null;
	/** How often Tencent tries again, null where no document says. */
	retries: number | null;
	/** Seconds between two tries, null where no document says. */
	intervalSeconds: number | null;
}`;

function entryOf(event: CatalogueEvent, outputs: string[]): string {
	return quoted({
		key: event.key,
		eventTypes: event.eventTypes,
		...(event.alsoSentAs && { alsoSentAs: event.alsoSentAs }),
		label: event.label,
		description: descriptionOf(event),
		slot: event.slot,
		output: outputs.indexOf(event.output),
		chinaOnly: event.site === 'china',
		slotChinaOnly: event.slotSite === 'china',
		inConsoleTemplate: event.inConsoleTemplate === true,
		signed: event.signed,
		urlEnteredAt: event.urlEnteredAt,
		retries: event.retries,
		intervalSeconds: event.intervalSeconds,
	});
}

/** A single phrase has no full stop, two sentences have two. */
function descriptionOf({ whenSent }: CatalogueEvent): string {
	return whenSent.includes('. ') ? `${whenSent}.` : whenSent;
}

type Explanation = {
	outcome: string;
	fault: boolean | null;
	reason: string;
	explanation: string;
	nextStep: string;
	/** The cause within a sentence. */
	inShort: string;
};

/** Tencent's callback carries no sub-code: what it can name is a code with the sub-code 0 or, in general, with null. */
type Interruptions = {
	/** What a stream did that ended so, by outcome. */
	endings: Record<string, string>;
	codes: Array<Explanation & { code: number; subCode: number | null }>;
	fallback: Explanation;
};

/** The explanation of every code that says why a stream ended. */
export const interruptions: Generator = {
	name: 'interruptions',
	async generate({ readJson }) {
		const { endings, codes, fallback } = readJson<Interruptions>('interruptions.json');
		const explanationOf = (cause: Explanation) => explanation(cause, endings);
		const whole = codes.filter(({ subCode }) => subCode === 0 || subCode === null);
		const content = `
			import type { Cause } from '../types';

			/** By Tencent's \`errcode\`. */
			export const INTERRUPTIONS: ReadonlyMap<unknown, Cause> = new Map<number, Cause>([
				${whole.map((cause) => `[${cause.code}, ${quoted(explanationOf(cause))}],`).join('\n')}
			]);

			/** For every code that Tencent does not list. */
			export const UNEXPLAINED: Cause = ${quoted(explanationOf(fallback))};
		`;
		return [{ path: 'nodes/callback/generated/interruptions.ts', content }];
	},
};

function explanation(cause: Explanation, endings: Record<string, string>) {
	const { outcome, fault, reason, explanation, nextStep, inShort } = cause;
	return { outcome, fault, reason, explanation, nextStep, ending: endings[outcome], inShort };
}

type Code = {
	category: string;
	retryable: boolean;
	meaning: string;
	nextStep: string;
	besidesRetry?: string;
};
type Refusals = { codes: Record<string, Code>; groups: Record<string, string[]> };

/** The map from Tencent's refusal codes to plain words, for `nodes/liveApi`. */
export const refusals: Generator = {
	name: 'refusals',
	async generate(catalogue) {
		const { codes, groups } = catalogue.readJson<Refusals>('refusals.json');
		checkRetries(codes);
		return [{ path: 'nodes/liveApi/generated/refusals.ts', content: contentOf(codes, groups) }];
	},
};

/** Whoever tries again by himself must not tell a person to. */
function checkRetries(codes: Refusals['codes']): void {
	const saysRetry = /\btry(?:ing)? again\b/i;
	const wrong = Object.entries(codes).filter(
		([, { nextStep, besidesRetry = nextStep }]) =>
			saysRetry.test(besidesRetry) || (besidesRetry !== nextStep && !saysRetry.test(nextStep)),
	);
	if (wrong.length === 0) return;
	const names = wrong.map(([code]) => code).join(', ');
	throw new Error(`refusals.json: besidesRetry is missing or makes no sense for ${names}`);
}

function contentOf(codes: Refusals['codes'], groups: Refusals['groups']): string {
	const categories = [...new Set(Object.values(codes).map(({ category }) => category))].sort();
	const entries = Object.entries(codes).map(
		([code, { category, retryable, meaning, nextStep, besidesRetry }]) =>
			`${JSON.stringify(code)}: ${JSON.stringify({ category, retryable, meaning, nextStep, besidesRetry })}`,
	);
	return `
/** What kind of refusal a code of Tencent's stands for. */
export type TencentCategory = ${categories.map((category) => JSON.stringify(category)).join(' | ')};

/** \`retryable\`: the same call may succeed a little later without anybody changing anything. */
export type KnownRefusal = {
	category: TencentCategory;
	retryable: boolean;
	meaning: string;
	nextStep: string;
	/** What is left of \`nextStep\` for somebody in whose place it is tried again; \`nextStep\` unless given. */
	besidesRetry?: string;
};

/** Codes that mean the same for callback templates and rules. */
export const REFUSAL_GROUPS = ${JSON.stringify(groups)} as const satisfies Record<string, readonly string[]>;

/** Every documented code of the live API. */
export const KNOWN_REFUSALS: Readonly<Record<string, KnownRefusal>> = {${entries.join(',')}};
`;
}

/** Other words for the test of the API credential, or the code that is told in the same ones. */
type TestWords = true | { meaning?: string; nextStep?: string } | string;

/** What the test of the API credential says to Tencent's refusals. */
export const credentialTest: Generator = {
	name: 'credential test',
	async generate({ readJson }) {
		const { codes } = readJson<{
			codes: Record<string, Code & { credentialTest?: TestWords }>;
		}>('refusals.json');
		const textOf = (code: string): string => {
			const { credentialTest: words, ...refusal } = codes[code] ?? {};
			if (words === undefined) throw new Error(`refusals.json: ${code} has no credentialTest`);
			if (typeof words === 'string') return textOf(words);
			const { meaning, nextStep } = { ...refusal, ...(words === true ? {} : words) };
			return `${meaning} ${nextStep}`;
		};
		const told = Object.keys(codes).filter((code) => codes[code].credentialTest !== undefined);
		const content = `
			/** What a refusal of the test call means and what to do, by Tencent's code. */
			export const TEST_REFUSALS: Readonly<Record<string, string>> =
				${quoted(Object.fromEntries(told.map((code) => [code, textOf(code)])))};
		`;
		return [{ path: 'credentials/generated/testRefusals.ts', content }];
	},
};

/** A lifelike payload of every event, made anew by each call. */
export const samples: Generator = {
	name: 'samples',
	generate({ events }) {
		const content = `
			import type { EventKey } from './events';

			/** The first example of every event, without \`sign\` and \`t\`. */
			export const SAMPLES: Readonly<Record<EventKey, () => Record<string, unknown>>> = {
				${events.map((event) => `${event.key}: () => (${sampleOf(event)}),`).join('\n')}
			};
		`;
		return [{ path: 'nodes/callback/generated/samples.ts', content }];
	},
};

function sampleOf({ payloads }: CatalogueEvent): string {
	const sample = { ...payloads[0]!.payload };
	delete sample.sign;
	delete sample.t;
	return quoted(sample);
}
