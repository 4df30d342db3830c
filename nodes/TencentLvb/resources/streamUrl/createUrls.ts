import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { operationError } from '../../../liveApi/exception';
import type { OutputItem } from '../operation';
import type { Place } from './addresses';
import { readExpiry } from './expiry';
import { readExtraQuery } from './extraQuery';
import { readPlace } from './place';
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
	const streamName = transcoded(plainName, options);
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
function transcoded(streamName: string, { transcodingTemplate }: IDataObject): string {
	const template = String(transcodingTemplate ?? '').trim();
	return template === '' ? streamName : `${streamName}_${template}`;
}

function readProtocols(
	context: IExecuteFunctions,
	itemIndex: number,
	known: readonly string[],
): string[] {
	const given = context.getNodeParameter('protocols', itemIndex);
	// A model or an expression may give one name, or several with commas.
	const names = (Array.isArray(given) ? given : String(given ?? '').split(','))
		.map((name) => String(name).trim())
		.filter((name) => name !== '');
	const stranger = names.find((name) => !known.includes(name));
	if (names.length > 0 && stranger === undefined) return [...new Set(names)];
	throw operationError(
		context.getNode(),
		names.length === 0 ? "'Protocols' is empty" : `'Protocols' does not know "${stranger}"`,
		{ description: `Choose among ${known.join(', ')}`, itemIndex },
	);
}
