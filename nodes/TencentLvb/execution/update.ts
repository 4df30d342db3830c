import type { IExecuteFunctions } from 'n8n-workflow';

import type { Advice } from '../../advice';
import { tencentName } from '../../json/copy';
import { integerId } from '../../json/exactNumbers';
import { callLiveApi } from '../../liveApi/call';
import { operationError } from '../../liveApi/exception';
import type { Body, OperationSpec, ParameterSpec, ReadSpec } from '../operation';

/** Who waits for a turn, by thing: those that are worked on now are there, and no others. */
const waiting = new Map<string, Array<() => void>>();

/**
 * Does one piece of work after the other on one thing, in the order in which they were asked for:
 * items run at once, and two that read, change and write the same thing would undo each other.
 * Holds within this process. What fails does not keep the next one from its turn.
 *
 * @throws what the work throws.
 */
export async function inTurn<Result>(thing: string, work: () => Promise<Result>): Promise<Result> {
	const before = waiting.get(thing);
	if (before) await new Promise<void>((go) => void before.push(go));
	else waiting.set(thing, []);
	try {
		return await work();
	} finally {
		const next = waiting.get(thing)?.shift();
		if (next) next();
		else waiting.delete(thing);
	}
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
	throw operationError(context.getNode(), noSuchEntry(response), { itemIndex });
}

/** For an answer of Tencent's that holds nothing of what was asked for. */
export const noSuchEntry = ({ RequestId }: { RequestId: string }): Advice => ({
	message: 'Tencent Cloud has no such entry in this account',
	nextStep: `Check what was entered, and that the credential belongs to the right account. (RequestId ${RequestId})`,
});

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
