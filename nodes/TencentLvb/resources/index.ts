import { api } from './api';
import { callbackEvent } from './callbackEvent';
import { callbackRule } from './callbackRule';
import { callbackTemplate } from './callbackTemplate';
import { domain } from './domain';
import type { Resource } from './operation';
import { pullTask } from './pullTask';
import { recording } from './recording';
import { recordingRule } from './recordingRule';
import { recordingTemplate } from './recordingTemplate';
import { snapshot } from './snapshot';
import { snapshotRule } from './snapshotRule';
import { snapshotTemplate } from './snapshotTemplate';
import { stream } from './stream';
import { streamUrl } from './streamUrl';

export type { Operation, OutputItem, Resource } from './operation';

/** Every resource of the node, sorted by name. */
export const resources: readonly Resource[] = [
	api,
	callbackEvent,
	callbackRule,
	callbackTemplate,
	domain,
	pullTask,
	recording,
	recordingRule,
	recordingTemplate,
	snapshot,
	snapshotRule,
	snapshotTemplate,
	stream,
	streamUrl,
].filter(({ operations }) => operations.length > 0);
