import type { INodeProperties } from 'n8n-workflow';

import { receptionOptions } from './receptionOptions';
import { registrationOptions } from './registrationOptions';

export const options: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...receptionOptions, ...registrationOptions].sort((left, right) =>
			left.displayName < right.displayName ? -1 : 1,
		),
	},
];
