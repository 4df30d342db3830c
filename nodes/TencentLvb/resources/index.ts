import { api } from './api';
import { callbackEvent } from './callbackEvent';
import type { Resource } from './operation';
import { recording } from './recording';
import { snapshot } from './snapshot';
import { streamUrl } from './streamUrl';

export type { Operation, OutputItem, Resource } from './operation';

/** Every resource of the node, sorted by name. */
export const resources: readonly Resource[] = [
	api,
	callbackEvent,
	recording,
	snapshot,
	streamUrl,
].filter(({ operations }) => operations.length > 0);
