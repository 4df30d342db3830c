import type { IExecuteFunctions } from 'n8n-workflow';

import { operationError } from '../../../liveApi/exception';
import { callbackKeyProblem } from '../../../callback';

/**
 * The keys of the `tencentLvbCallbackApi` credential, the present one first.
 *
 * @throws NodeOperationError where the present one can't be a callback key, or n8n's own where no
 * credential is selected.
 */
export async function callbackKeysOf(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<string[]> {
	const { callbackKey, previousCallbackKey } = await context.getCredentials(
		'tencentLvbCallbackApi',
		itemIndex,
	);
	const problem = callbackKeyProblem(callbackKey);
	if (problem !== undefined) {
		throw operationError(context.getNode(), problem, { itemIndex });
	}
	return [callbackKey, previousCallbackKey].filter(isText);
}

const isText = (key: unknown): key is string => typeof key === 'string' && key !== '';
