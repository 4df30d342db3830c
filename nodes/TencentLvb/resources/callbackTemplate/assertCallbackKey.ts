import type { IExecuteFunctions } from 'n8n-workflow';

import { callbackKeyProblem } from '../../../callback/callbackKey';
import { refuseInput, type Body } from '../../apiOperation';

/**
 * Lets through a key that Tencent can sign with, none, and an empty one.
 *
 * @throws NodeOperationError that says what is wrong with it, without the key.
 */
export function assertCallbackKey(
	context: IExecuteFunctions,
	{ CallbackKey: key }: Body,
	{ itemIndex }: { itemIndex: number },
): void {
	const problem = key ? callbackKeyProblem(key) : undefined;
	if (problem === undefined) return;
	const nextStep = "Correct 'Callback Key': 1 to 32 letters and digits";
	throw refuseInput(context, { message: problem, nextStep }, { itemIndex });
}
