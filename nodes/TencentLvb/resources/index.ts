import { callbackEvent } from './callbackEvent';
import type { Resource } from './operation';

export type { Operation, OutputItem, Resource } from './operation';

/** Every resource of the node, sorted by name. */
export const resources: readonly Resource[] = [callbackEvent];
