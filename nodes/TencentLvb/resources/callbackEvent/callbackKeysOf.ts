import type { IExecuteFunctions } from 'n8n-workflow';

import { readCallbackKeys } from '../../../callback';
import { operationError } from '../../../liveApi/exception';

/**
 * The keys of the `tencentLvbCallbackApi` credential, the present one first.
 *
 * @throws NodeOperationError where one of them can't be a callback key, or n8n's own where no
 * credential is selected.
 */
export async function callbackKeysOf(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<string[]> {
	const credential = await context.getCredentials('tencentLvbCallbackApi', itemIndex);
	const { key, previousKey, problem } = readCallbackKeys(credential);
	if (problem !== undefined) {
		throw operationError(context.getNode(), problem, { itemIndex });
	}
	return [key, previousKey].filter((one) => one !== undefined);
}
