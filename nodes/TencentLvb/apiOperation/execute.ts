import type { IExecuteFunctions } from 'n8n-workflow';

import { callLiveApi } from '../../liveApi';
import type { OutputItem } from '../resources/operation';
import type { Prepare } from './apiOperation';
import { assertSite } from './assertSite';
import { listItems } from './listItems';
import { readBody } from './readBody';
import { resultItem } from './resultItem';
import type { OperationSpec } from './spec';

/** Does the work of an operation on one item: reads its fields, asks Tencent, makes the result. */
export async function execute(
	context: IExecuteFunctions,
	itemIndex: number,
	{ spec, prepare }: { spec: OperationSpec; prepare?: Prepare },
): Promise<OutputItem[]> {
	const entered = readBody(context, spec.parameters, { itemIndex, now: Date.now() });
	await assertSite(context, spec, { body: entered, itemIndex });
	const body = prepare ? await prepare(entered, { context, itemIndex }) : entered;
	const { result, tencentAction } = spec;
	if (result.kind === 'list') {
		return await listItems(context, tencentAction, { body, result, itemIndex });
	}
	const response = await callLiveApi(context, tencentAction, body, { itemIndex });
	return [{ json: resultItem(context, response, { result, body: entered, itemIndex }) }];
}
