import type { Resource } from '../operation';

export const recording: Resource = {
	name: 'Recording',
	value: 'recording',
	operations: [],
	defaultOperation: 'getAll',
};
