import type { INodeExecutionData } from 'n8n-workflow';

import { OUTPUT_NAMES } from '../../callback/generated/events';
import { outputOf } from '../../callback/outputOf';

/**
 * Puts each item, unchanged, on the output of its kind with `byKind`, on the only output with any
 * other mode. `webhook()` can't do this itself: n8n passes on its first slot only.
 */
export function routeItems(
	items: INodeExecutionData[],
	outputMode: unknown,
): INodeExecutionData[][] {
	if (outputMode !== 'byKind') return [items];
	const outputs: INodeExecutionData[][] = OUTPUT_NAMES.map(() => []);
	for (const item of items) outputs[outputOf(item.json)].push(item);
	return outputs;
}
