import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import type { CatalogueEvent } from '../catalogue/events.mts';
import type { Account } from './account/account.mts';
import { type Changes, fieldOf } from './callbacks/payload.mts';
import { type DeliverOptions, deliverPayload, publishEvent } from './callbacks/publish.mts';
import type { Delivery, Sender } from './callbacks/send.mts';
import { eventNamed } from './catalogue.mts';

/** One event of a scenario. */
export interface Step {
	/** By which later steps quote it; the event's key unless given. */
	name?: string;
	/** Event key. */
	event: string;
	/** Name of one of the event's examples. */
	example?: string;
	/** How long before the scenario is played it happened. */
	secondsAgo?: number;
	/** Values by field name; `{{step.field}}` quotes the payload of an earlier step. */
	set?: Record<string, unknown>;
	remove?: string[];
}

export interface Scenario {
	/** Name of the file. */
	name: string;
	description: string;
	steps: Step[];
}

const FOLDER = new URL('./scenarios/', import.meta.url);

/** Every scenario of the folder by name: one per event, named as the event, and whole sessions. */
export function readScenarios(folder: URL = FOLDER): Map<string, Scenario> {
	const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
	return new Map(
		files.sort().map((file) => {
			const name = file.slice(0, -'.json'.length);
			const content = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Scenario;
			return [name, { ...content, name }];
		}),
	);
}

/**
 * The scenario of this name.
 * @throws Error that lists all names where there is none
 */
export function scenarioNamed(scenarios: Map<string, Scenario>, name: string): Scenario {
	const scenario = scenarios.get(name);
	if (scenario) return scenario;
	throw new Error(`There is no scenario "${name}"; there are ${[...scenarios.keys()].join(', ')}`);
}

export interface PlayedStep {
	name: string;
	event: string;
	payload: Record<string, unknown>;
	/** Empty where nothing in the account asks for the event. */
	deliveries: Delivery[];
}

export interface PlayOptions {
	/** ms between two steps; 0 unless given */
	pauseMs?: number;
	/** Told of each step as soon as its first try has an answer. */
	onStep?(step: PlayedStep): void;
}

/** Lets one step happen; its quotes are filled. */
type Perform = (step: Step) => Promise<Omit<PlayedStep, 'name' | 'event'>>;

/** Plays the steps one after the other. */
export async function playScenario(
	scenario: Scenario,
	perform: Perform,
	{ pauseMs = 0, onStep = () => {} }: PlayOptions = {},
): Promise<PlayedStep[]> {
	const payloads = new Map<string, Record<string, unknown>>();
	const played: PlayedStep[] = [];
	for (const step of scenario.steps) {
		if (pauseMs > 0 && played.length > 0) await pause(pauseMs);
		const set = fillQuotes(step.set ?? {}, payloads) as Record<string, unknown>;
		const name = step.name ?? step.event;
		const done = { name, event: step.event, ...(await perform({ ...step, set })) };
		payloads.set(name, done.payload);
		played.push(done);
		onStep(done);
	}
	return played;
}

/** Names and changes for every step. */
export interface PerformOptions extends Overrides {
	/** `push.example.com` unless given */
	domain?: string;
	/** `live` unless given */
	appName?: string;
	/** `test_stream` unless given */
	streamName?: string;
	/** Example payload for the steps that name none. */
	example?: string;
}

/** Sends every step straight to one address. */
export function deliverTo(
	target: DeliverOptions,
	options: PerformOptions,
	parts: { events: Map<string, CatalogueEvent>; sender: Sender },
): Perform {
	return async ({ event, example, secondsAgo, set, remove }) => {
		const changes = overridesOf(eventNamed(parts.events, event), options);
		const delivery = await deliverPayload(
			event,
			{
				...target,
				...namesOf(options),
				example: example ?? options.example,
				secondsAgo,
				set: { ...set, ...changes.set },
				remove: [...(remove ?? []), ...changes.remove],
			},
			parts,
		);
		return { payload: delivery.payload, deliveries: [delivery] };
	};
}

/** Lets every step happen in the account, which decides where it is sent. */
export function publishIn(
	account: Account,
	options: PerformOptions,
	{ events, sender }: { events: Map<string, CatalogueEvent>; sender: Sender },
): Perform {
	return async ({ event, example, secondsAgo, set, remove }) => {
		const entry = eventNamed(events, event);
		const changes = overridesOf(entry, options);
		const all = {
			...namesOf(options),
			example: example ?? options.example,
			secondsAgo,
			set: { ...set, ...changes.set },
			remove: [...(remove ?? []), ...changes.remove],
		};
		return publishEvent(entry, all, { account, sender });
	};
}

const namesOf = ({
	domain = 'push.example.com',
	appName = 'live',
	streamName = 'test_stream',
}: PerformOptions) => ({
	domain,
	appName,
	streamName,
});

/** Changes to a whole scenario. */
export interface Overrides extends Changes {
	/** Values of new fields; they go into every step. `set` and `remove` touch only steps that know the field. */
	add?: Record<string, unknown>;
}

/** The part of the overrides that concerns one event. */
export function overridesOf(
	event: CatalogueEvent,
	{ set = {}, remove = [], add = {} }: Overrides,
): Required<Changes> {
	const known = Object.entries(set).filter(([path]) => knows(event, path));
	return {
		set: { ...Object.fromEntries(known), ...add },
		remove: remove.filter((path) => knows(event, path)),
	};
}

/**
 * Names to set or remove that no event of the scenario knows: typing mistakes, most likely.
 * @throws Error for a scenario with an event that the catalogue lacks
 */
export function unknownNames(
	scenario: Scenario,
	events: Map<string, CatalogueEvent>,
	{ set = {}, remove = [] }: Overrides,
): string[] {
	const played = scenario.steps.map((step) => eventNamed(events, step.event));
	return [...Object.keys(set), ...remove].filter(
		(path) => !played.some((event) => knows(event, path)),
	);
}

function knows({ fields, payloads }: CatalogueEvent, path: string): boolean {
	const [name] = path.split('.');
	if (name === 'sign' || name === 't') return false;
	if (fields.some(({ from }) => from === name)) return true;
	return payloads.some(({ payload }) => Object.hasOwn(payload, name));
}

type Payloads = ReadonlyMap<string, Record<string, unknown>>;

const WHOLE = /^\{\{([^{}]+)\}\}$/;
const INSIDE = /\{\{([^{}]+)\}\}/g;

/**
 * The value with every `{{step.field}}` replaced by what the step sent; alone in a text, the quoted
 * value keeps its type.
 * @throws Error for a step or field that is not there
 */
export function fillQuotes(value: unknown, payloads: Payloads): unknown {
	if (Array.isArray(value)) return value.map((item) => fillQuotes(item, payloads));
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(
			Object.entries(value).map(([key, item]) => [key, fillQuotes(item, payloads)]),
		);
	}
	if (typeof value !== 'string') return value;
	const whole = WHOLE.exec(value);
	if (whole) return quoted(whole[1], payloads);
	return value.replace(INSIDE, (_match, path: string) => String(quoted(path, payloads)));
}

function quoted(path: string, payloads: Payloads): unknown {
	const [step, ...field] = path.trim().split('.');
	const payload = payloads.get(step);
	if (!payload) throw new Error(`{{${path}}} quotes a step that has not been played: ${step}`);
	const value = fieldOf(payload, field.join('.'));
	if (value === undefined) throw new Error(`{{${path}}} quotes a field that ${step} did not send`);
	return value;
}

/** What became of one step; neither key nor `sign` is in it. */
export interface StepSummary {
	name: string;
	event: string;
	deliveries: {
		url: string;
		status: number | null;
		body: string;
		durationMs: number;
		error?: string;
		outcome: string;
		tries: number;
	}[];
}

export function summarize({ name, event, deliveries }: PlayedStep): StepSummary {
	return {
		name,
		event,
		deliveries: deliveries.map(({ url, status, body, durationMs, error, outcome, attempts }) => ({
			url,
			status,
			body,
			durationMs,
			error,
			outcome,
			tries: attempts.length,
		})),
	};
}
