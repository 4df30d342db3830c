import type { OperationWords } from './operationWords.mts';
import { byTitle, parameterProperty, type Property } from './parameterProperty.mts';
import { collectionOf, parametersOf, type OperationPlace } from './parameters.mts';
import { hasSecret } from './operationResult.mts';

const COLLECTIONS = {
	additionalFields: { displayName: 'Additional Fields', placeholder: 'Add Field' },
	updateFields: { displayName: 'Update Fields', placeholder: 'Add Field' },
	filters: { displayName: 'Filters', placeholder: 'Add Filter' },
} as const;

// The wording that n8n's lint rules ask for.
const HOW_MANY: Property[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

const INCLUDE_KEY: Property = {
	displayName: 'Include Callback Key',
	name: 'includeCallbackKey',
	type: 'boolean',
	default: false,
	description: 'Whether to show the callback key in the output rather than [hidden]',
};

const INCLUDE_SECRETS: Property = {
	displayName: 'Include Secrets',
	name: 'includeSecrets',
	type: 'boolean',
	default: false,
	description: 'Whether to show the txSecret of addresses in the output rather than [hidden]',
};

/** The fields of an operation as n8n shows them: notice, required ones, paging, the rest. */
export function operationProperties(place: OperationPlace): Property[] {
	const { operation } = place;
	const parameters = parametersOf(place);
	const optional = parameters.filter(({ within }) => within !== undefined);
	const collection = collectionOf(operation);
	return [
		...noticeOf(operation),
		...parameters.filter(({ within }) => within === undefined).map(parameterProperty),
		...(isLimited(operation) ? HOW_MANY : []),
		...(hasSecret(place) ? [INCLUDE_KEY] : []),
		...(operation.pushSecrets ? [INCLUDE_SECRETS] : []),
		...(optional.length === 0
			? []
			: [
					{
						...COLLECTIONS[collection],
						name: collection,
						type: 'collection',
						default: {},
						options: optional.map(parameterProperty).sort(byTitle),
					},
				]),
	];
}

const isLimited = ({ result }: OperationWords): boolean =>
	typeof result === 'object' && 'list' in result && !result.complete;

function noticeOf({ value, notice }: OperationWords): Property[] {
	if (notice === undefined) return [];
	return [{ displayName: notice, name: `${value}Notice`, type: 'notice', default: '' }];
}
