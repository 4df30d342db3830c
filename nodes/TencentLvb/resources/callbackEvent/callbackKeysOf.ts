import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { readCallbackKeys } from '../../../callback';

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
		throw new NodeOperationError(context.getNode(), problem, { itemIndex });
	}
	return [key, previousKey].filter((one) => one !== undefined);
}
