import type { TemporaryPackage } from './temporaryPackage.mts';

export const ACTION = {
	name: 'DescribeViewerList',
	purpose: 'List viewers.',
	group: 'stream',
	inCn: true,
	inIntl: false,
	request: [
		{ name: 'DomainName', type: 'string', required: true, meaning: 'Push domain.' },
		{ name: 'PageNum', type: 'integer', required: false, meaning: 'Page.' },
		{ name: 'PageSize', type: 'integer', required: false, meaning: 'Entries.' },
		{
			name: 'Country',
			type: 'string',
			required: false,
			meaning: 'Country.',
			constraints: { values: ['de', 'sg'] },
		},
		{
			name: 'LeastMinutes',
			type: 'integer',
			required: false,
			meaning: 'Minutes.',
			constraints: { min: 1, max: 60 },
		},
	],
	response: [
		{
			name: 'ViewerList',
			type: 'array<object>',
			meaning: 'Viewers.',
			fields: [{ name: 'ViewerId', type: 'integer', wire: 'uint64', meaning: 'Number.' }],
		},
		{ name: 'TotalNum', type: 'integer', meaning: 'Total.' },
		{ name: 'RequestId', type: 'string', meaning: 'Request.' },
	],
	errors: [],
	pagination: {
		style: 'PageNum/PageSize',
		firstPage: 1,
		minPageSize: 5,
		maxPageSize: 200,
		totalField: 'TotalNum',
	},
};

/** Words for it; tests change one thing. */
export const OPERATION = {
	value: 'getViewers',
	name: 'Get Viewers',
	action: 'Get viewers of streams',
	description: 'Retrieve who watches',
	tencentAction: 'DescribeViewerList',
	result: { list: 'ViewerList' } as unknown,
	parameters: {
		Country: {
			label: 'Country',
			description: 'Only viewers in this country',
			choices: [
				{ value: 'de', name: 'Germany' },
				{ value: 'sg', name: 'Singapore' },
			],
		},
		LeastMinutes: {
			label: 'Least Minutes',
			default: 5,
			description: 'Only viewers who watch for so many minutes',
		},
	} as Record<string, object>,
};

/** Adds an action and an operation to the catalogue of a copy: all that adding one takes. */
export async function addMadeUpAction(
	copy: TemporaryPackage,
	operation: typeof OPERATION = OPERATION,
): Promise<void> {
	await copy.write('catalogue/actions/DescribeViewerList.json', JSON.stringify(ACTION));
	const path = 'catalogue/operations/stream.json';
	const stream = JSON.parse(await copy.read(path)) as { operations: object[] };
	const others = stream.operations.filter(
		(entry) => !('value' in entry && entry.value === operation.value),
	);
	await copy.write(path, JSON.stringify({ ...stream, operations: [...others, operation] }));
}
