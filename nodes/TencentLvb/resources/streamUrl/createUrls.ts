import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { operationError } from '../../../liveApi/exception';
import { convert } from '../../apiOperation/convert';
import type { OutputItem } from '../operation';
import type { Place } from './addresses';
import { readExpiry } from './expiry';
import { readExtraQuery } from './extraQuery';
import { readPlace, unfitProblem } from './place';
import { readSigningKey } from './signingKey';
import type { KeyReading } from './signingKey';
import { txSecretOf, txTimeOf } from './txSecret';
import type { Digest } from './txSecret';

/** What differs between push and playback. */
export interface UrlKind {
	domainLabel: string;
	addresses: Readonly<Record<string, (place: Place) => string>>;
	keyReading: KeyReading;
}

/**
 * Makes the addresses of a stream, by protocol. Where they are not signed, `expiresAt` and `txTime`
 * are null.
 *
 * @throws NodeOperationError that names the field that can't be used, NodeApiError from reading a key.
 */
export async function createUrls(
	context: IExecuteFunctions,
	itemIndex: number,
	{ domainLabel, addresses, keyReading }: UrlKind,
): Promise<OutputItem[]> {
	const { domain, app, streamName: plainName } = readPlace(context, { itemIndex, domainLabel });
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const streamName = transcoded(context, plainName, { options, itemIndex });
	const protocols = readProtocols(context, itemIndex, Object.keys(addresses));
	const extra = readExtraQuery(context, options, { itemIndex });
	const isSigned = context.getNodeParameter('keySource', itemIndex) !== 'none';
	const seconds = isSigned ? readExpiry(context, { itemIndex, now: Date.now() }) : 0;
	const key = await readSigningKey(context, keyReading, { itemIndex, domain });

	const txTime = key === undefined ? null : txTimeOf(seconds);
	const digest: Digest = options.encryption === 'sha256' ? 'sha256' : 'md5';
	const signature: Array<readonly [string, string]> =
		key === undefined || txTime === null
			? []
			: [
					['txSecret', txSecretOf(key, streamName, { txTime, digest })],
					['txTime', txTime],
				];
	const query = [...extra, ...signature];
	const place = { domain, app, streamName, query, secure: options.secure !== false };
	const json = {
		urls: Object.fromEntries(protocols.map((name) => [name, addresses[name](place)])),
		domainName: domain,
		appName: app,
		streamName,
		expiresAt: txTime === null ? null : new Date(seconds * 1000).toISOString(),
		txTime,
	};
	return [{ json }];
}

// Tencent names a transcoded stream after its template and signs that name.
function transcoded(
	context: IExecuteFunctions,
	streamName: string,
	{ options, itemIndex }: { options: IDataObject; itemIndex: number },
): string {
	const template = String(options.transcodingTemplate ?? '').trim();
	if (template === '') return streamName;
	const problem = unfitProblem(template, { label: 'Transcoding Template', part: 'stream' });
	if (problem === undefined) return `${streamName}_${template}`;
	const { message, nextStep } = problem;
	throw operationError(context.getNode(), message, { description: nextStep, itemIndex });
}

function readProtocols(
	context: IExecuteFunctions,
	itemIndex: number,
	known: readonly string[],
): string[] {
	const read = convert(
		context.getNodeParameter('protocols', itemIndex),
		{ name: 'protocols', label: 'Protocols', kind: 'list', required: true },
		{ now: Date.now(), timezone: context.getTimezone() },
	);
	const names = (read.ok ? read.value : []) as string[];
	const stranger = names.find((name) => !known.includes(name));
	if (read.ok && stranger === undefined) return [...new Set(names)];
	throw operationError(
		context.getNode(),
		read.ok ? `'Protocols' does not know "${stranger}"` : read.message,
		{ description: `Choose among ${known.join(', ')}`, itemIndex },
	);
}
