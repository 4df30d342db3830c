import type { Resource } from '../operation';
import { cleanUp } from './cleanUp';
import { decode } from './decode';
import { diagnose } from './diagnose';
import { sendSample } from './sendSample';

export const callbackEvent: Resource = {
	name: 'Callback Event',
	value: 'callbackEvent',
	operations: [cleanUp, decode, diagnose, sendSample],
	defaultOperation: 'decode',
};
