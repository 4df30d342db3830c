import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Operation } from './resources';
import { resources } from './resources';

/** Enough to hide Tencent's latency, far below its rate limits of 100 requests a second. */
const MAX_AT_ONCE = 8;

/**
 * Runs the chosen operation once per item, several at once, and gives the results in the order of
 * the items. The first failing item ends the run; with "continue on fail", each gives an error item.
 *
 * @throws NodeApiError or NodeOperationError of the first item, by order, that failed.
 */
export async function runOperation(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context);
	const count = context.getInputData().length;
	const results: INodeExecutionData[][] = [];
	const failures = new Map<number, unknown>();
	let next = 0;

	const work = async () => {
		while (next < count && failures.size === 0) {
			const itemIndex = next++;
			try {
				results[itemIndex] = pair(await operation.execute(context, itemIndex), itemIndex);
			} catch (error) {
				if (context.continueOnFail()) results[itemIndex] = [errorItem(error, itemIndex)];
				else failures.set(itemIndex, error);
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(MAX_AT_ONCE, count) }, work));

	if (failures.size > 0) {
		const itemIndex = Math.min(...failures.keys());
		const error = failures.get(itemIndex);
		if (error instanceof NodeApiError) throw error;
		throw new NodeOperationError(context.getNode(), error as Error, { itemIndex });
	}
	return [results.flat()];
}

function chosenOperation(context: IExecuteFunctions): Operation {
	const resource = context.getNodeParameter('resource', 0);
	const value = context.getNodeParameter('operation', 0);
	const operation = resources
		.find((candidate) => candidate.value === resource)
		?.operations.find((candidate) => candidate.value === value);
	if (operation) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`This version of the node does not have the operation "${String(value)}"`,
		{ description: "Pick another 'Operation', or update the package n8n-nodes-tencent-lvb" },
	);
}

function pair(items: Awaited<ReturnType<Operation['execute']>>, itemIndex: number) {
	return items.map((item) => ({ ...item, pairedItem: { item: itemIndex } }));
}

// n8n takes an item whose fields are `error` and `details` to the error output where there is one.
function errorItem(error: unknown, itemIndex: number): INodeExecutionData {
	const { message, description } = error as { message: string; description?: string | null };
	return {
		json: { error: message, ...(description ? { details: description } : {}) },
		pairedItem: { item: itemIndex },
	};
}
