import type { INodeProperties } from 'n8n-workflow';

import { events } from './events';
import { options } from './options';
import { outputMode } from './outputMode';
import { pushDomain } from './pushDomain';
import { registration } from './registration';

export { outputs } from './outputMode';
export { subtitle } from './subtitle';

export const properties: INodeProperties[] = [
	...registration,
	...pushDomain,
	...events,
	...outputMode,
	...options,
];
