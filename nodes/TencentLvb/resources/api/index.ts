import type { Resource } from '../operation';
import { call } from './call';

export const api: Resource = {
	name: 'API',
	value: 'api',
	operations: [call],
	defaultOperation: 'call',
};
