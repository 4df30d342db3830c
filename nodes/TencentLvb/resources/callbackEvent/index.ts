import type { Resource } from '../operation';
import { decode } from './decode';
import { sendSample } from './sendSample';

export const callbackEvent: Resource = {
	name: 'Callback Event',
	value: 'callbackEvent',
	operations: [decode, sendSample],
	defaultOperation: 'decode',
};
