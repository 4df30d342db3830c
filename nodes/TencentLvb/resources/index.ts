import { apiResource } from '../apiOperation';
import {
	callbackRule,
	domain,
	recordingRule,
	recordingTemplate,
	snapshotRule,
	snapshotTemplate,
	stream,
} from '../generated/resources';
import { api } from './api';
import { callbackEvent } from './callbackEvent';
import { callbackTemplate } from './callbackTemplate';
import type { Resource } from './operation';
import { pullTask } from './pullTask';
import { recording } from './recording';
import { snapshot } from './snapshot';
import { streamUrl } from './streamUrl';

export type { Operation, OutputItem, Resource } from './operation';

/** Every resource of the node, sorted by name. */
export const resources: readonly Resource[] = [
	api,
	callbackEvent,
	apiResource(callbackRule),
	callbackTemplate,
	apiResource(domain),
	pullTask,
	recording,
	apiResource(recordingRule),
	apiResource(recordingTemplate),
	snapshot,
	apiResource(snapshotRule),
	apiResource(snapshotTemplate),
	apiResource(stream),
	streamUrl,
];
