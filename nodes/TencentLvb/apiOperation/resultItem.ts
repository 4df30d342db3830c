import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { hideCallbackKey } from './hideCallbackKey';
import type { Body } from './readBody';
import { refuseInput } from './refuseInput';
import type { ListSpec, ResultSpec } from './spec';
import { tencentName } from './tencentName';
import { showsSecrets, toItem } from './toItem';

type SingleResult = Exclude<ResultSpec, ListSpec>;

/**
 * The item of an answer that is no list.
 *
 * @throws NodeOperationError where there is no record.
 */
export function resultItem(
	context: IExecuteFunctions,
	response: Record<string, unknown> & { RequestId: string },
	{ result, body, itemIndex }: { result: SingleResult; body: Body; itemIndex: number },
): IDataObject {
	const identity = identityOf(result.identifies ?? [], body);
	switch (result.kind) {
		case 'response':
			return { ...identity, ...toItem(response) };
		case 'record': {
			const record = response[result.field];
			if (typeof record !== 'object' || record === null) {
				const message = 'Tencent Cloud has no such entry in this account';
				const nextStep = `Check what was entered, and that the credential belongs to the right account. (RequestId ${response.RequestId})`;
				throw refuseInput(context, { message, nextStep }, { itemIndex });
			}
			const shown = { showsSecrets: showsSecrets(context, result, { itemIndex }) };
			const item = { ...identity, ...toItem(record, shown) };
			return result.hasCallbackKey ? hideCallbackKey(context, item, { itemIndex }) : item;
		}
		default:
			return { [result.kind]: true, ...identity, requestId: response.RequestId };
	}
}

// Ids that a number can't hold exactly are texts in the output.
function identityOf(names: readonly string[], body: Body): IDataObject {
	const entries = names
		.map((name) => [name, body[tencentName(name)]] as const)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => [name, typeof value === 'bigint' ? String(value) : value]);
	return Object.fromEntries(entries) as IDataObject;
}
