import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { readDomain } from '../../../liveApi/domainName';
import { pathNameProblem } from '../../../liveApi/pathName';

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
	const named = readDomain(textOf(picked), { label: 'Push Domain' });
	if (!named.ok) throw nameError(context, named, itemIndex);
	if (named.domain === '') throw nameError(context, NO_DOMAIN, itemIndex);
	const app = textOf(context.getNodeParameter('appName', itemIndex));
	const problem = appProblem(app);
	if (problem !== undefined) throw nameError(context, problem, itemIndex);
	return { domain: named.domain, app };
}

/** @throws NodeOperationError where it can't be the name of a stream; an empty one passes. */
export function checkedStreamName(
	context: IExecuteFunctions,
	value: unknown,
	itemIndex: number,
): string {
	const streamName = textOf(value);
	const problem = pathNameProblem(streamName, { label: 'Stream Name', part: 'stream' });
	if (problem === undefined) return streamName;
	throw nameError(context, problem, itemIndex);
}

interface NameProblem {
	message: string;
	nextStep: string;
}

const nameError = (
	context: IExecuteFunctions,
	{ message, nextStep }: NameProblem,
	itemIndex: number,
): NodeOperationError =>
	new NodeOperationError(context.getNode(), message, { description: nextStep, itemIndex });

const NO_DOMAIN: NameProblem = {
	message: "'Push Domain' is empty",
	nextStep: 'Pick the domain that streams are pushed to',
};

function appProblem(app: string): NameProblem | undefined {
	if (app !== '') return pathNameProblem(app, { label: 'App Name', part: 'app' });
	return {
		message: "'App Name' is empty",
		nextStep: 'Enter the path that streams are pushed to, usually live',
	};
}

const textOf = (value: unknown): string => String(value ?? '').trim();
