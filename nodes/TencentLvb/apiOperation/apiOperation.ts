import type { IExecuteFunctions } from 'n8n-workflow';

import { callLiveApi } from '../../liveApi';
import type { Operation, OutputItem } from '../resources/operation';
import { assertSite } from './assertSite';
import { listItems } from './listItems';
import { readBody, type Body } from './readBody';
import { resultItem } from './resultItem';
import type { OperationSpec } from './spec';

/** Changes the body of a request before it goes out, or refuses it by throwing. */
export type Prepare = (
	body: Body,
	place: { context: IExecuteFunctions; itemIndex: number },
) => Body | Promise<Body>;

/** The operation that a specification describes. */
export function apiOperation(spec: OperationSpec, prepare?: Prepare): Operation {
	const { name, value, action, description, properties } = spec;
	return {
		name,
		value,
		action,
		description,
		properties,
		execute: async (context, itemIndex) => await execute(context, itemIndex, { spec, prepare }),
	};
}

async function execute(
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
