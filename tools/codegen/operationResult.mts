import type { ActionField } from './actions.mts';
import { camelCase } from './camelCase.mts';
import type { OperationPlace } from './parameters.mts';

/** What the node does with the answer; as `ResultSpec` of the node describes it. */
export function operationResult(place: OperationPlace): Record<string, unknown> {
	const { operation, action } = place;
	const { result } = operation;
	const secrets = {
		...(hasSecret(place) ? { hasCallbackKey: true } : {}),
		...(operation.pushSecrets ? { hasPushSecrets: true } : {}),
	};
	const identifies = (
		operation.identifies ??
		action.request.filter(({ required }) => required).map(({ name }) => name)
	).map(camelCase);
	const repeated = operation.identifies ? { identifies } : {};
	if (result === 'response') return { kind: 'response', ...repeated };
	if (typeof result === 'string') return { kind: result, identifies };
	if ('record' in result) return { kind: 'record', field: result.record, ...repeated, ...secrets };
	return {
		kind: 'list',
		field: result.list,
		...(result.complete ? { complete: true } : {}),
		...pagingOf(place),
		...secrets,
	};
}

/** Whether the records hold the callback key. */
export function hasSecret(place: OperationPlace): boolean {
	return recordFields(place).some(({ constraints }) => constraints?.secret === true);
}

/** The members of what is put out per item, as Tencent names them. */
export function recordFields({ operation: { result }, action }: OperationPlace): ActionField[] {
	if (typeof result === 'string') return result === 'response' ? action.response : [];
	const name = 'list' in result ? result.list : result.record;
	return action.response.find((field) => field.name === name)?.fields ?? [];
}

function pagingOf({ action: { pagination } }: OperationPlace): Record<string, unknown> {
	if (!pagination) return { pageStyle: 'single' };
	if (pagination.style === 'ScrollToken') return { pageStyle: 'token' };
	const { minPageSize, maxPageSize, maxPageSizeCn, maxPageSizeIntl } = pagination;
	return {
		pageStyle: 'number',
		pageSize: {
			min: minPageSize,
			china: maxPageSizeCn ?? maxPageSize,
			international: maxPageSizeIntl ?? maxPageSize,
		},
		totalField: pagination.totalField,
		...(pagination.maxEntries ? { mostEntries: pagination.maxEntries } : {}),
	};
}
