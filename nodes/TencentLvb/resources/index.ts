import { apiResource } from '../apiOperation';
import { callbackRule } from '../generated/callbackRule';
import { domain } from '../generated/domain';
import { recordingRule } from '../generated/recordingRule';
import { recordingTemplate } from '../generated/recordingTemplate';
import { snapshotRule } from '../generated/snapshotRule';
import { snapshotTemplate } from '../generated/snapshotTemplate';
import { stream } from '../generated/stream';
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
