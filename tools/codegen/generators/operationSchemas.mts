import { entryType, type ActionField } from '../actions.mts';
import { camelCase } from '../camelCase.mts';
import type { Generator } from '../generator.mts';
import type { OutputSchema } from '../itemSchema.mts';
import { recordFields } from '../operationResult.mts';
import { readOperations } from '../operations.mts';
import type { OperationPlace } from '../parameters.mts';

const REQUEST_ID = { requestId: { type: 'string' } };

/** What n8n's editor shows of an operation's output before it has run. */
export const generator: Generator = {
	name: 'output schemas of operations',
	async generate(catalogue) {
		return (await readOperations(catalogue)).flatMap(({ words, places }) =>
			places.map((place) => ({
				path: `nodes/TencentLvb/__schema__/v1.0.0/${words.value}/${place.operation.value}.json`,
				content: JSON.stringify({ type: 'object', properties: propertiesOf(place), version: 1 }),
			})),
		);
	},
};

function propertiesOf(place: OperationPlace): Record<string, OutputSchema> {
	const { operation, action } = place;
	const { result } = operation;
	const names = operation.identifies;
	const repeated = action.request.filter(({ name, required }) =>
		names ? names.includes(name) : required,
	);
	if (result === 'deleted' || result === 'success') {
		return { [result]: { type: 'boolean' }, ...membersOf(repeated), ...REQUEST_ID };
	}
	return { ...(names ? membersOf(repeated) : {}), ...membersOf(recordFields(place)) };
}

function membersOf(fields: ActionField[]): Record<string, OutputSchema> {
	return Object.fromEntries(fields.map((field) => [camelCase(field.name), schemaOf(field)]));
}

function schemaOf(field: ActionField): OutputSchema {
	const entries = entryType(field);
	if (entries) return { type: 'array', items: schemaOf({ ...field, type: entries }) };
	if (field.type !== 'object') return { type: field.type };
	return { type: 'object', properties: membersOf(field.fields ?? []) };
}
