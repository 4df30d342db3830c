import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { tencentName } from '../../json/copy';
import { integerId } from '../../json/exactNumbers';
import { callLiveApi } from '../../liveApi/call';
import {
	type Body,
	type OperationSpec,
	type ParameterSpec,
	type ReadSpec,
	refuseInput,
} from '../operation';
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
		if (!converted.ok) throw refuseInput(context, converted, { itemIndex });
		if (converted.value !== undefined) body[tencentName(parameter.name)] = converted.value;
	}
	const problem = orderProblem(parameters, body);
	if (problem !== undefined) throw refuseInput(context, problem, { itemIndex });
	for (const { name, label, account } of parameters) {
		const [bucket, number] = [body[tencentName(name)], account && body[tencentName(account)]];
		if (typeof bucket !== 'string' || number === undefined) continue;
		const converted = bucketOf(bucket, { label, account: String(number) });
		if (!converted.ok) throw refuseInput(context, converted, { itemIndex });
		body[tencentName(name)] = converted.value;
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
	if (typeof collection === 'object' && !Array.isArray(collection))
		return (collection as IDataObject)[name];
	throw refuseInput(
		context,
		{
			message: `'${COLLECTIONS[within]}' must be an object`,
			nextStep: 'Add its fields one by one, or let the expression give an object of them',
		},
		{ itemIndex },
	);
}

/**
 * The thing that an update is about, as Tencent gives it.
 *
 * @throws NodeApiError where Tencent refuses, NodeOperationError where there is no such thing.
 */
export async function readThing(
	context: IExecuteFunctions,
	{ reads, entered, itemIndex }: { reads: ReadSpec; entered: Body; itemIndex: number },
): Promise<Body> {
	const by = tencentName(reads.by);
	const response = await callLiveApi(context, reads.action, { [by]: entered[by] }, { itemIndex });
	const found = response[reads.field];
	const thing = reads.isList
		? ((found ?? []) as Body[]).find((entry) => String(entry[by]) === String(entered[by]))
		: (found as Body | null | undefined);
	if (thing) return thing;
	const message = 'Tencent Cloud has no such entry in this account';
	const nextStep = `Check what was entered, and that the credential belongs to the right account. (RequestId ${response.RequestId})`;
	throw refuseInput(context, { message, nextStep }, { itemIndex });
}

/**
 * The request that changes a thing: all that was found, with the changes laid into it, objects too.
 * Tencent does not say whether it keeps or clears what a Modify leaves out. An empty setting comes
 * to the same either way and is left out.
 */
export function laidInto(
	found: Body,
	changes: Body,
	parameters: OperationSpec['parameters'],
): Body {
	const body: Body = {};
	for (const parameter of parameters) {
		const name = tencentName(parameter.name);
		const kept = keptValue(found[name], parameter);
		const change = changes[name];
		const isLaidIn = parameter.kind === 'object' && kept !== undefined && change !== undefined;
		const value = isLaidIn ? { ...(kept as Body), ...(change as Body) } : (change ?? kept);
		if (value !== undefined) body[name] = value;
	}
	return body;
}

/** A setting as it goes back; undefined where there is none. */
function keptValue(value: unknown, parameter: ParameterSpec): unknown {
	const { kind, min = 0, members = [] } = parameter;
	if (value === undefined || value === null || value === '') return undefined;
	switch (kind) {
		case 'object': {
			const kept = membersOf(value as Body, members);
			return Object.keys(kept).length === 0 ? undefined : kept;
		}
		case 'objects':
			return emptyAsNone((value as Body[]).map((entry) => membersOf(entry, members)));
		case 'list':
			return emptyAsNone(value as unknown[]);
		case 'id':
		case 'integer':
		case 'flag':
		case 'unixTime':
			// Tencent shows 0 for a number that was never set, and would not take it back.
			return Number(value) === 0 && min > 0 ? undefined : integerId(value as number | string);
		default:
			return value;
	}
}

function membersOf(value: Body, members: readonly ParameterSpec[]): Body {
	const entries = members
		.map((member) => [member, value[tencentName(member.name)]] as const)
		.map(([member, entry]) => [tencentName(member.name), keptValue(entry, member)] as const)
		.filter(([, entry]) => entry !== undefined);
	return Object.fromEntries(entries);
}

const emptyAsNone = (list: unknown[]): unknown[] | undefined =>
	list.length === 0 ? undefined : list;
