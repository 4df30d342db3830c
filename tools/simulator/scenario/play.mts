import { setTimeout as pause } from 'node:timers/promises';
import type { Delivery } from '../callbacks/delivery.mts';
import { fillQuotes } from './quote.mts';
import type { Scenario, Step } from './scenario.mts';

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
export type Perform = (step: Step) => Promise<Omit<PlayedStep, 'name' | 'event'>>;

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
