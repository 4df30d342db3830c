import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { convert, orderProblem, type ConvertOptions } from './convert';
import { refuseInput } from './refuseInput';
import type { ParameterSpec } from './spec';
import { tencentName } from './tencentName';

/** A request, with Tencent's names. */
export type Body = Record<string, unknown>;

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
		if (!converted.ok) throw refuseInput(context, converted, { itemIndex });
		if (converted.value !== undefined) body[tencentName(parameter.name)] = converted.value;
	}
	const problem = orderProblem(parameters, body);
	if (problem !== undefined) throw refuseInput(context, problem, { itemIndex });
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
	const collection = context.getNodeParameter(within, itemIndex, {}) as IDataObject;
	return collection[name];
}
