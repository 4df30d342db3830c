import type { IExecuteFunctions, NodeOperationError } from 'n8n-workflow';

import { operationError } from '../../liveApi/exception';

/** What can't be used: what is wrong, and what to do. Both end up before a person. */
export interface InputProblem {
	message: string;
	nextStep: string;
}

/** n8n's exception for something that was entered; n8n shows the number of the item with it. */
export function refuseInput(
	context: IExecuteFunctions,
	{ message, nextStep }: InputProblem,
	{ itemIndex }: { itemIndex: number },
): NodeOperationError {
	return operationError(context.getNode(), message, { description: nextStep, itemIndex });
}
