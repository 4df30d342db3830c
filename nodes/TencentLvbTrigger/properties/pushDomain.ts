import type { INodeProperties } from 'n8n-workflow';

import { appNameField, pushDomainPicker } from '../../liveApi/pushDomainFields';

const displayOptions = { show: { registration: ['automatic'] } };

export const pushDomain: INodeProperties[] = [
	{ ...pushDomainPicker, displayOptions },
	{ ...appNameField, displayOptions },
];
