import type { IExecuteFunctions } from 'n8n-workflow';

import { callLiveApi } from '../../liveApi';
import type { OutputItem } from '../resources/operation';
import type { Prepare } from './apiOperation';
import { assertSite } from './assertSite';
import { listItems } from './listItems';
import { readBody, type Body } from './readBody';
import { resultItem } from './resultItem';
import type { OperationSpec } from './spec';
import { tencentName } from './tencentName';
import { inTurn } from './turns';
import { laidInto, readThing } from './update';

type Item = { spec: OperationSpec; prepare?: Prepare; entered: Body; itemIndex: number };

/** Does the work of an operation on one item: reads its fields, asks Tencent, makes the result. */
export async function execute(
	context: IExecuteFunctions,
	itemIndex: number,
	{ spec, prepare }: { spec: OperationSpec; prepare?: Prepare },
): Promise<OutputItem[]> {
	const entered = readBody(context, spec.parameters, { itemIndex, now: Date.now() });
	const item = { spec, prepare, entered, itemIndex };
	const thing = changedThing(spec, entered);
	if (thing === undefined) return await ask(context, item);
	return await inTurn(thing, async () => await ask(context, item));
}

async function ask(
	context: IExecuteFunctions,
	{ spec, prepare, entered, itemIndex }: Item,
): Promise<OutputItem[]> {
	const { reads, result, tencentAction } = spec;
	await assertSite(context, spec, { body: entered, itemIndex });
	const found = reads && (await readThing(context, { reads, entered, itemIndex }));
	const whole = found ? laidInto(found, entered, spec.parameters) : entered;
	const body = prepare ? await prepare(whole, { context, itemIndex, entered, found }) : whole;
	if (result.kind === 'list') {
		return await listItems(context, tencentAction, { body, result, itemIndex });
	}
	const response = await callLiveApi(context, tencentAction, body, { itemIndex });
	return [{ json: resultItem(context, response, { result, body: entered, itemIndex }) }];
}

/** Names what an operation changes; undefined where it changes nothing that is there already. */
function changedThing({ result, tencentAction }: OperationSpec, entered: Body): string | undefined {
	if (result.kind !== 'success' && result.kind !== 'deleted') return undefined;
	const identity = result.identifies.map((name) => String(entered[tencentName(name)]));
	return JSON.stringify([tencentAction, ...identity]);
}
