import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { exceptionOf, isOfStopped, operationError } from '../liveApi/exception';
import { endRun } from '../liveApi/pace';
import type { Operation } from './operation';
import { resources } from './properties';

/** As many begin at once: what is wrong with all items shows in them. */
const FIRST = 8;

/**
 * Runs the chosen operation once per item, several at once, and gives the results in the order of
 * the items. The first failing item ends the run; with "continue on fail", each gives an error item,
 * and nothing is thrown: n8n would pass the items that came in on as if the work on them was done.
 *
 * @throws NodeApiError or NodeOperationError of the first item, by order, that failed.
 */
export async function runOperation(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const count = context.getInputData().length;
	const results: INodeExecutionData[][] = [];
	const failures = new Map<number, unknown>();
	let operation: Operation | undefined;
	let next = 0;
	let running = 0;

	const workOn = async (itemIndex: number) => {
		try {
			operation ??= chosenOperation(context);
			results[itemIndex] = pair(await operation.execute(context, itemIndex), itemIndex);
		} catch (thrown) {
			if (context.continueOnFail()) results[itemIndex] = [errorItem(context, thrown, itemIndex)];
			// What this run's end kept from being sent is no failure of its own.
			else if (failures.size === 0 || !isOfStopped(thrown)) failures.set(itemIndex, thrown);
			if (failures.size > 0) endRun(context);
		}
	};
	await new Promise<void>((done, fail) => {
		const begin = (atOnce = FIRST) => {
			while (running < atOnce && next < count && failures.size === 0) {
				running += 1;
				workOn(next++).then(end, fail);
			}
			if (running === 0) done();
		};
		const end = () => {
			running -= 1;
			begin(operation?.atOnce);
		};
		begin();
	});

	if (failures.size > 0) {
		const itemIndex = Math.min(...failures.keys());
		throw exceptionOf(context.getNode(), failures.get(itemIndex), { itemIndex });
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
	throw operationError(context.getNode(), {
		message: `This version of the node does not have the operation "${String(value)}"`,
		nextStep: "Pick another 'Operation', or update the package n8n-nodes-tencent-lvb",
	});
}

function pair(items: Awaited<ReturnType<Operation['execute']>>, itemIndex: number) {
	return items.map((item) => ({ ...item, pairedItem: { item: itemIndex } }));
}

function errorItem(
	context: IExecuteFunctions,
	thrown: unknown,
	itemIndex: number,
): INodeExecutionData {
	const error = exceptionOf(context.getNode(), thrown, { itemIndex });
	const { message, description } = error;
	const item: INodeExecutionData = {
		json: { error: message, ...(description ? { details: description } : {}) },
		pairedItem: { item: itemIndex },
	};
	if (context.getNode().onError !== 'continueErrorOutput') return item;
	// Every n8n takes an item with an exception to the error output; the fields `error` and `details`
	// alone are a sign for newer ones only. Not enumerable, since it has to be gone from the copy
	// that n8n makes there: it would reduce the item's fields to the message.
	return Object.defineProperty(item, 'error', { value: error });
}
