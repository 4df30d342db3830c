import type { Resource } from '../operation';

export const snapshot: Resource = {
	name: 'Screenshot',
	value: 'snapshot',
	operations: [],
	defaultOperation: 'start',
};
