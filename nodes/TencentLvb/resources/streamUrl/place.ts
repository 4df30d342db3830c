import type { IExecuteFunctions } from 'n8n-workflow';

import { operationError } from '../../../liveApi/exception';
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
	if (!DOMAIN.test(domain)) {
		throw refuse(
			`'${domainLabel}' is not a domain`,
			'Enter the domain alone, e.g. live.example.com, without rtmp:// and without a path',
		);
	}
	const name = (field: string, label: string) => {
		const value = read(field);
		if (value === '') throw refuse(`'${label}' is empty`, 'Enter letters and digits, e.g. room-42');
		if (!UNFIT.test(value)) return value;
		throw refuse(
			`'${label}' holds a character that can't be part of an address`,
			'Use letters, digits and hyphens; what follows an underscore may be taken for the name of a transcoding template',
		);
	};
	return {
		domain,
		app: name('appName', 'App Name'),
		streamName: name('streamName', 'Stream Name'),
	};
}
