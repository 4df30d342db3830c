import type { Resource } from '../operation';

export const api: Resource = {
	name: 'API',
	value: 'api',
	operations: [],
	defaultOperation: 'call',
};
