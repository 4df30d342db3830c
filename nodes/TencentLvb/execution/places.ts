import type { IExecuteFunctions } from 'n8n-workflow';

import type { Advice } from '../../advice';
import { operationError } from '../../liveApi/exception';
import { pathNameProblem, readDomain } from '../../liveApi/names';
import { refuseInput } from '../operation';

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

/** A domain alone, or why it is none is told by the label of its field. */
const DOMAIN = /^(?=.{1,253}$)([a-z0-9_]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i;

/** What would end the path, or the part of it, that a name stands in, or an SRT stream id. */
const UNFIT = /[\s/?#&,=%"'<>\\^`{|}]|[^\x21-\x7e]/;

/**
 * Reads domain, app and stream name.
 *
 * @throws NodeOperationError that names the field where one can't be part of an address.
 */
export function readPlace(
	context: IExecuteFunctions,
	{ itemIndex, domainLabel }: { itemIndex: number; domainLabel: string },
): { domain: string; app: string; streamName: string } {
	const read = (name: string) => String(context.getNodeParameter(name, itemIndex) ?? '').trim();
	const refuse = (message: string, description: string) =>
		operationError(context.getNode(), message, { description, itemIndex });

	const domain = read('domainName');
	if (domain === '') {
		throw refuse(`'${domainLabel}' is empty`, 'Enter one of the domains under Domain Management');
	}
	const named = readDomain(domain, { label: domainLabel });
	if (!named.ok || !DOMAIN.test(named.domain)) {
		throw refuse(
			`'${domainLabel}' is not a domain`,
			named.ok
				? 'Enter the domain alone, e.g. live.example.com, without rtmp:// and without a path'
				: named.nextStep,
		);
	}
	const name = (field: string, label: string, part: 'app' | 'stream') => {
		const value = read(field);
		if (value === '') throw refuse(`'${label}' is empty`, 'Enter letters and digits, e.g. room-42');
		const problem = unfitProblem(value, { label, part });
		if (problem !== undefined) throw refuse(problem.message, problem.nextStep);
		return value;
	};
	return {
		domain: named.domain,
		app: name('appName', 'App Name', 'app'),
		streamName: name('streamName', 'Stream Name', 'stream'),
	};
}

/** Why a text can't stand in the path of an address, and what to do; undefined where it can. */
export function unfitProblem(
	value: string,
	{ label, part }: { label: string; part: 'app' | 'stream' },
): Advice | undefined {
	const problem = pathNameProblem(value, { label, part });
	if (problem !== undefined || !UNFIT.test(value)) return problem;
	return {
		message: `'${label}' holds a character that can't be part of an address`,
		nextStep:
			'Use letters, digits and hyphens; what follows an underscore may be taken for the name of a transcoding template',
	};
}
