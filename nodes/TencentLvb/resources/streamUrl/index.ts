import type { Resource } from '../operation';
import { createPlayUrl } from './createPlayUrl';
import { createPushUrl } from './createPushUrl';

export const streamUrl: Resource = {
	name: 'Stream URL',
	value: 'streamUrl',
	operations: [createPlayUrl, createPushUrl],
	defaultOperation: 'createPushUrl',
};
