import type { INodeProperties } from 'n8n-workflow';

/** The picker, without conditions on when it is shown. */
export const pushDomainPicker: INodeProperties = {
	displayName: 'Push Domain',
	name: 'pushDomain',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'Domain that streams are pushed to, as listed under Domain Management',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchPushDomains', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. push.example.com',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[A-Za-z0-9.*-]+\\s*$',
						errorMessage: 'Enter the domain alone, without rtmp:// and without a path',
					},
				},
			],
		},
	],
};

/** The push path, without conditions on when it is shown. */
export const appNameField: INodeProperties = {
	displayName: 'App Name',
	name: 'appName',
	type: 'string',
	default: 'live',
	required: true,
	placeholder: 'e.g. live',
	description: 'Path that streams are pushed to: the part between the domain and the stream name',
};
