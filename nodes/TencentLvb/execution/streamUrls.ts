import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { callLiveApi } from '../../liveApi/call';
import { operationError } from '../../liveApi/exception';
import type { OutputItem } from '../operation';
import { type Digest, type Place, txSecretOf, txTimeOf } from '../resources/streamAddresses';
import { convert } from './convert';
import { eitherDay, readInstant } from './dates';
import { readPlace, unfitProblem } from './places';

/** What differs between push and playback. */
interface UrlKind {
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

/** How the key of a kind of domain is read: Tencent names the same things differently. */
interface KeyReading {
	action: 'DescribeLivePushAuthKey' | 'DescribeLivePlayAuthKey';
	/** Member of the response. */
	info: 'PushAuthKeyInfo' | 'PlayAuthKeyInfo';
	/** Main key, then the spare one. */
	keys: readonly string[];
}

type AuthInfo = Record<string, unknown> & { Enable?: number };

/**
 * The key to sign with; undefined for addresses without a signature, which Tencent takes where the
 * authentication of the domain is off.
 *
 * @throws NodeOperationError where there is no usable key, NodeApiError where Tencent refuses.
 */
async function readSigningKey(
	context: IExecuteFunctions,
	reading: KeyReading,
	{ itemIndex, domain }: { itemIndex: number; domain: string },
): Promise<string | undefined> {
	const source = context.getNodeParameter('keySource', itemIndex);
	if (source === 'none') return undefined;
	if (source === 'api') return await keyOfDomain(context, reading, { itemIndex, domain });
	const key = String(context.getNodeParameter('authKey', itemIndex) ?? '').trim();
	if (key !== '' && !/\s/.test(key)) return key;
	throw operationError(
		context.getNode(),
		key === '' ? "'Authentication Key' is empty" : "'Authentication Key' contains white space",
		{
			description:
				"Paste the key as the Tencent console shows it for the domain, or set 'Key Source' to 'Read Through API'",
			itemIndex,
		},
	);
}

async function keyOfDomain(
	context: IExecuteFunctions,
	{ action, info, keys }: KeyReading,
	{ itemIndex, domain }: { itemIndex: number; domain: string },
): Promise<string | undefined> {
	const response = await callLiveApi<Record<string, AuthInfo | undefined>>(
		context,
		action,
		{ DomainName: domain },
		{ itemIndex },
	);
	const found = response[info] ?? {};
	if (found.Enable === 0) return undefined;
	const key = keys.map((name) => found[name]).find((value) => typeof value === 'string' && value);
	if (typeof key === 'string') return key;
	throw operationError(context.getNode(), `${domain} has authentication switched on, but no key`, {
		description: 'Set a key for the domain in the Tencent console',
		itemIndex,
	});
}

/** The last second that eight hex digits hold, in the year 2106. */
const LAST_SECOND = 0xffffffff;

/**
 * The second at which the addresses expire. A date without a time zone is one of the workflow's.
 *
 * @throws NodeOperationError where 'Expires At' is no date, or has passed at `now` (milliseconds).
 */
function readExpiry(
	context: IExecuteFunctions,
	{ itemIndex, now }: { itemIndex: number; now: number },
): number {
	const given = context.getNodeParameter('expiresAt', itemIndex);
	const refuse = (message: string, description: string) =>
		operationError(context.getNode(), message, { description, itemIndex });
	const read = readInstant(given, context.getTimezone());
	if (!read.ok && read.either) {
		const { message, nextStep } = eitherDay('Expires At', read.either);
		throw refuse(message, nextStep);
	}
	if (!read.ok) {
		throw refuse(
			"'Expires At' is not a date",
			'Pick a date, or use an expression such as {{ $now.plus({ hours: 24 }) }}',
		);
	}
	const seconds = Math.floor(read.instant / 1000);
	if (seconds * 1000 <= now) {
		throw refuse(
			"'Expires At' has already passed",
			'Pick a later date; a day from now lets a broken off push go on',
		);
	}
	if (seconds > LAST_SECOND) {
		throw refuse("'Expires At' is too far ahead", 'Pick a date before the year 2106');
	}
	return seconds;
}

const RESERVED = ['txsecret', 'txtime'];

/**
 * The fields of 'Query Parameters', in order.
 *
 * @throws NodeOperationError where one has no name or the name of a part of the signature.
 */
function readExtraQuery(
	context: IExecuteFunctions,
	options: IDataObject,
	{ itemIndex }: { itemIndex: number },
): Array<readonly [string, string]> {
	const { parameter } = (options.queryParameters ?? {}) as { parameter?: unknown };
	const pairs = Array.isArray(parameter) ? (parameter as IDataObject[]) : [];
	return pairs.map(({ name, value }) => {
		if ([name, value].some((part) => typeof part === 'object' && part !== null)) {
			throw operationError(context.getNode(), "A field of 'Query Parameters' must be a text", {
				description: 'Enter a text rather than a list or an object',
				itemIndex,
			});
		}
		const text = String(name ?? '').trim();
		if (text !== '' && !RESERVED.includes(text.toLowerCase())) {
			return [text, String(value ?? '')] as const;
		}
		throw operationError(
			context.getNode(),
			text === ''
				? "A field of 'Query Parameters' has no name"
				: `'Query Parameters' can't hold ${text}, which the signature uses`,
			{ description: 'Give the field another name, or remove it', itemIndex },
		);
	});
}
