import type { Changes } from '../callbacks/changePayload.mts';
import { eventNamed, type CallbackEvent } from '../catalogue/readEvents.mts';
import type { Scenario } from './scenario.mts';

/** Changes to a whole scenario. */
export interface Overrides extends Changes {
	/** Values of new fields; they go into every step. `set` and `remove` touch only steps that know the field. */
	add?: Record<string, unknown>;
}

/** The part of the overrides that concerns one event. */
export function overridesOf(
	event: CallbackEvent,
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
	events: Map<string, CallbackEvent>,
	{ set = {}, remove = [] }: Overrides,
): string[] {
	const played = scenario.steps.map((step) => eventNamed(events, step.event));
	return [...Object.keys(set), ...remove].filter(
		(path) => !played.some((event) => knows(event, path)),
	);
}

function knows({ fields, examples }: CallbackEvent, path: string): boolean {
	const [name] = path.split('.');
	if (name === 'sign' || name === 't') return false;
	if (fields.some(({ from }) => from === name)) return true;
	return [...examples.values()].some((payload) => Object.hasOwn(payload, name));
}
