import type { Operation, OperationSpec, Prepare, Resource, ResourceSpec } from '../operation';

/** The operation that a specification describes. */
export function apiOperation(spec: OperationSpec, prepare?: Prepare): Operation {
	const { name, value, action, description, properties } = spec;
	return {
		name,
		value,
		action,
		description,
		properties,
		async execute(context, itemIndex) {
			const { execute } = await import('../execution/apiOperation.ts');
			return await execute(context, itemIndex, { spec, prepare });
		},
	};
}

/**
 * A resource of the node: the operations of its specification, and those written by hand, which
 * take the place of one with the same value.
 */
export function apiResource(
	{ title, value, defaultOperation, operations }: ResourceSpec,
	handMade: readonly Operation[] = [],
): Resource {
	const isHandMade = (candidate: string) => handMade.some((own) => own.value === candidate);
	const generated = Object.values(operations)
		.filter((operation) => !isHandMade(operation.value))
		.map((operation) => apiOperation(operation));
	// Not localeCompare: the first use of it costs every start of n8n some milliseconds.
	const sorted = [...generated, ...handMade].sort((a, b) => (a.name < b.name ? -1 : 1));
	return { name: title, value, defaultOperation, operations: sorted };
}
