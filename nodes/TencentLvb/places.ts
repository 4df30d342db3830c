import type { IExecuteFunctions } from 'n8n-workflow';

import { refused } from '../advice';
import { accepted } from '../liveApi/exception';
import {
	type NameField,
	type NameReading,
	PUSH_PLACE,
	readDomain,
	readPathName,
	readPlace,
} from '../liveApi/names';

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
	const entered = {
		domain: context.getNodeParameter('pushDomain', itemIndex, '', { extractValue: true }),
		app: context.getNodeParameter('appName', itemIndex),
	};
	return accepted(context.getNode(), readPlace(entered, PUSH_PLACE), { itemIndex }).place;
}

/** @throws NodeOperationError where it can't be the name of a stream; an empty one passes. */
export function checkedStreamName(
	context: IExecuteFunctions,
	value: unknown,
	itemIndex: number,
): string {
	const streamName = String(value ?? '').trim();
	const read = readPathName(streamName, { label: 'Stream Name', part: 'stream' });
	return accepted(context.getNode(), read, { itemIndex }).name;
}

/**
 * Domain, app and stream name as they are entered for an address.
 *
 * @throws NodeOperationError that names the field where one can't be part of an address.
 */
export function placeOfAddress(
	context: IExecuteFunctions,
	itemIndex: number,
	{ domainLabel }: { domainLabel: string },
): { domain: string; app: string; streamName: string } {
	const entered = {
		domain: context.getNodeParameter('domainName', itemIndex),
		app: context.getNodeParameter('appName', itemIndex, '', { extractValue: true }),
		streamName: context.getNodeParameter('streamName', itemIndex),
	};
	const fields = {
		domain: { ...DOMAIN_IN_ADDRESS, label: domainLabel },
		app: nameInAddress('App Name', 'app'),
		streamName: nameInAddress('Stream Name', 'stream'),
	};
	return accepted(context.getNode(), readPlace(entered, fields), { itemIndex }).place;
}

/** A domain alone, or why it is none is told by the label of its field. */
const DOMAIN = /^(?!.{254})([a-z0-9_]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

const DOMAIN_IN_ADDRESS: Omit<NameField, 'label'> = {
	ifEmpty: 'Enter one of the domains under Domain Management',
	read: (entered, { label }) => {
		const read = readDomain(entered, { label });
		if (read.ok && DOMAIN.test(read.domain)) return { ok: true, name: read.domain };
		return refused(
			`'${label}' is not a domain`,
			read.ok
				? 'Enter the domain alone, e.g. live.example.com, without rtmp:// and without a path'
				: read.nextStep,
		);
	},
};

const nameInAddress = (label: string, part: 'app' | 'stream'): NameField => ({
	label,
	ifEmpty: 'Enter letters and digits, e.g. room-42',
	read: (name) => readNameInAddress(name, { label, part }),
});

/**
 * What would end the path, or the part of it, that a name stands in; dots alone are no name, but the
 * way to the folder above.
 */
const UNFIT = /[\s/?#&,=%"'<>\\^`{|}]|[^\x21-\x7e]|^\.\.?$/;

/** A name as it can stand in the path of an address. */
export function readNameInAddress(
	name: string,
	{ label, part }: { label: string; part: 'app' | 'stream' },
): NameReading {
	const read = readPathName(name, { label, part });
	if (!read.ok || !UNFIT.test(name)) return read;
	return refused(
		`'${label}' holds a character that can't be part of an address`,
		'Use letters, digits and hyphens; what follows an underscore may be taken for the name of a transcoding template',
	);
}
