import type { IExecuteFunctions } from 'n8n-workflow';

import { readDomain } from '../../../liveApi/domainName';
import { pathNameProblem } from '../../../liveApi/pathName';
import { refuseInput } from '../../apiOperation';

/**
 * What is entered under 'Push Domain' and 'App Name', without white space around it and the domain
 * in lower case.
 *
 * @throws NodeOperationError that says which is missing, or what of it is the name.
 */
export function pickedPlace(
	context: IExecuteFunctions,
	itemIndex: number,
): { domain: string; app: string } {
	const picked = context.getNodeParameter('pushDomain', itemIndex, '', { extractValue: true });
	const entered = textOf(picked);
	if (entered === '') {
		const nextStep = 'Pick the domain that streams are pushed to';
		throw refuseInput(context, { message: "'Push Domain' is empty", nextStep }, { itemIndex });
	}
	const read = readDomain(entered, { label: 'Push Domain' });
	if (!read.ok) throw refuseInput(context, read, { itemIndex });
	const app = textOf(context.getNodeParameter('appName', itemIndex));
	if (app === '') {
		const nextStep = 'Enter the path that streams are pushed to, usually live';
		throw refuseInput(context, { message: "'App Name' is empty", nextStep }, { itemIndex });
	}
	assertName(context, app, { label: 'App Name', part: 'app', itemIndex });
	return { domain: read.domain, app };
}

/** @throws NodeOperationError where it can't be the name of a stream; an empty one passes. */
export function checkedStreamName(
	context: IExecuteFunctions,
	value: unknown,
	itemIndex: number,
): string {
	const streamName = textOf(value);
	assertName(context, streamName, { label: 'Stream Name', part: 'stream', itemIndex });
	return streamName;
}

function assertName(
	context: IExecuteFunctions,
	name: string,
	{ itemIndex, ...of }: { label: string; part: 'app' | 'stream'; itemIndex: number },
): void {
	const problem = pathNameProblem(name, of);
	if (problem) throw refuseInput(context, problem, { itemIndex });
}

const textOf = (value: unknown): string => String(value ?? '').trim();
