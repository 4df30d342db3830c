import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

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
	const domain = textOf(picked).toLowerCase();
	const app = textOf(context.getNodeParameter('appName', itemIndex));
	const problem = domainProblem(domain) ?? appProblem(app);
	if (problem === undefined) return { domain, app };
	throw nameError(context, problem, itemIndex);
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

/** What a name of a domain consists of; `*` stands in names of wildcard domains. */
const DOMAIN_NAME = /^[a-z0-9.*_-]+$/;

function domainProblem(domain: string): NameProblem | undefined {
	if (domain === '') {
		return {
			message: "'Push Domain' is empty",
			nextStep: 'Pick the domain that streams are pushed to',
		};
	}
	if (DOMAIN_NAME.test(domain)) return undefined;
	// What follows the host is not shown: a push address ends in its secret.
	const [host] = domain.replace(/^[a-z][a-z0-9+.-]*:\/\//, '').split(/[/?#:]/);
	return {
		message: "'Push Domain' holds more than the name of a domain",
		nextStep: DOMAIN_NAME.test(host) ? `Enter ${host} alone` : 'Enter the domain alone',
	};
}

function appProblem(app: string): NameProblem | undefined {
	if (app !== '') return pathNameProblem(app, { label: 'App Name', part: 'app' });
	return {
		message: "'App Name' is empty",
		nextStep: 'Enter the path that streams are pushed to, usually live',
	};
}

const textOf = (value: unknown): string => String(value ?? '').trim();
