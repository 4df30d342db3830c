import { resolve } from 'node:path';

import { type Action, readActions as readActionsOf } from '../catalogue/actions.mts';
import { type CatalogueEvent, readEvents as readEventsOf } from '../catalogue/events.mts';
import { catalogueFiles } from '../catalogue/files.mts';

const files = catalogueFiles(resolve(import.meta.dirname, '../..'));

/** Every action of the catalogue by its name. */
export const readActions = (): Map<string, Action> => readActionsOf(files);

/** Every event of the catalogue by its key. */
export const readEvents = (): Map<string, CatalogueEvent> =>
	new Map(readEventsOf(files).map((event) => [event.key, event]));

/**
 * The event of this key.
 * @throws Error that lists all keys where there is none
 */
export function eventNamed(events: Map<string, CatalogueEvent>, key: string): CatalogueEvent {
	const event = events.get(key);
	if (event) return event;
	throw new Error(`There is no event "${key}"; there are ${[...events.keys()].sort().join(', ')}`);
}
