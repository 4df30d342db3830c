import type { IExecuteFunctions } from 'n8n-workflow';

import { tencentName } from '../../json/copy';
import { isObject } from '../../json/values';
import { accepted, operationError } from '../../liveApi/exception';
import type { Body, ParameterSpec } from '../operation';
import { convert, orderProblem } from './convert';
import { bucketOf, type ConvertOptions } from './enteredValues';

/** The names that people read. */
const COLLECTIONS = {
	additionalFields: 'Additional Fields',
	updateFields: 'Update Fields',
	filters: 'Filters',
};

/**
 * The request that an item asks for. Optional fields that are empty are left out; in an update,
 * a text that was added and left empty goes out empty.
 *
 * @throws NodeOperationError that names the field by its label, before anything is called.
 */
export function readBody(
	context: IExecuteFunctions,
	parameters: readonly ParameterSpec[],
	{ itemIndex, now }: { itemIndex: number; now: number },
): Body {
	const options = { now, timezone: context.getTimezone() };
	const body: Body = {};
	for (const parameter of parameters) {
		const entered = enteredValue(context, parameter, itemIndex);
		const converted = convert(entered, parameter, emptyRules(parameter, options));
		const { value } = accepted(context.getNode(), converted, { itemIndex });
		if (value !== undefined) body[tencentName(parameter.name)] = value;
	}
	const problem = orderProblem(parameters, body);
	if (problem !== undefined) throw operationError(context.getNode(), problem, { itemIndex });
	for (const { name, label, account } of parameters) {
		const [bucket, number] = [body[tencentName(name)], account && body[tencentName(account)]];
		if (typeof bucket !== 'string' || number === undefined) continue;
		const converted = bucketOf(bucket, { label, account: String(number) });
		body[tencentName(name)] = accepted(context.getNode(), converted, { itemIndex }).value;
	}
	return body;
}

function emptyRules({ within }: ParameterSpec, options: ConvertOptions): ConvertOptions {
	return within === 'updateFields' ? { ...options, keepsEmptyText: true } : options;
}

function enteredValue(
	context: IExecuteFunctions,
	{ name, within }: ParameterSpec,
	itemIndex: number,
): unknown {
	if (within === undefined) return context.getNodeParameter(name, itemIndex, '');
	// An expression may give anything in place of the collection.
	const collection = context.getNodeParameter(within, itemIndex, {}) as unknown;
	if (collection === null || collection === undefined || collection === '') return undefined;
	if (isObject(collection)) return collection[name];
	throw operationError(
		context.getNode(),
		{
			message: `'${COLLECTIONS[within]}' must be an object`,
			nextStep: 'Add its fields one by one, or let the expression give an object of them',
		},
		{ itemIndex },
	);
}
