import { operationProperties } from './operationProperties.mts';
import { operationResult } from './operationResult.mts';
import type { OperationWords } from './operationWords.mts';
import { limitsOf } from './parameterProperty.mts';
import { nameKindOf, parametersOf, type OperationPlace, type Parameter } from './parameters.mts';
import { camelCase } from './camelCase.mts';

/** One operation as the node's executor takes it: `OperationSpec` of the node. */
export function operationSpec(place: OperationPlace): Record<string, unknown> {
	const { operation, action } = place;
	return {
		name: operation.name,
		value: operation.value,
		action: operation.action,
		description: operation.description,
		tencentAction: action.name,
		...(action.inIntl ? {} : { chinaOnly: true }),
		...readsOf(operation),
		result: operationResult(place),
		parameters: parametersOf(place).map(parameterSpec),
		properties: operationProperties(place),
	};
}

function readsOf({ reads }: OperationWords): Record<string, unknown> {
	if (!reads) return {};
	const { action, by, record, list } = reads;
	const place = list ? { field: list, isList: true } : { field: record };
	return { reads: { action, by: camelCase(by), ...place } };
}

function parameterSpec(parameter: Parameter): Record<string, unknown> {
	const { name, field, words, kind, within, members } = parameter;
	const { constraints = {}, inIntl } = field;
	return {
		name,
		label: words.label,
		kind,
		...(kind === 'list' && nameKindOf(field) ? { entries: nameKindOf(field) } : {}),
		...(within ? { within } : {}),
		...(field.required && !words.emptyAsText ? { required: true } : {}),
		...(words.emptyAsText ? { emptyAsText: true } : {}),
		...(inIntl === false ? { chinaOnly: true } : {}),
		...(kind === 'integer' ? limitsOf(parameter) : {}),
		...(constraints.maxBytes ? { maxBytes: constraints.maxBytes } : {}),
		...(constraints.maxItems ? { maxItems: constraints.maxItems } : {}),
		...(words.future ? { future: true } : {}),
		...(words.account ? { account: camelCase(words.account) } : {}),
		...(words.after ? { after: camelCase(words.after) } : {}),
		...(members.length > 0 ? { members: members.map(parameterSpec) } : {}),
	};
}
