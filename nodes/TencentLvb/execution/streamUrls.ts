import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { type Refused, refused } from '../../advice';
import { isContainer } from '../../json/values';
import { callLiveApi } from '../../liveApi/call';
import { accepted, operationError } from '../../liveApi/exception';
import { convert } from '../input/body';
import { eitherDay, readInstant } from '../input/dates';
import type { ConvertOptions } from '../input/enteredValues';
import { enteredEnd } from '../input/lasting';
import type { OutputItem } from '../operation';
import { placeOfAddress, readNameInAddress } from '../places';
import {
	type Digest,
	ENCODER_FIELDS,
	type EncoderFields,
	fitsSrt,
	type Place,
	PLAY_ADDRESSES,
	PUSH_ADDRESSES,
	txSecretOf,
	txTimeOf,
} from './streamAddresses';

/**
 * Makes the addresses that a stream is pushed to, and what encoders ask for in place of them.
 *
 * @throws as `createUrls`.
 */
export async function createPushUrl(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<OutputItem[]> {
	return await createUrls(context, itemIndex, {
		domainLabel: 'Push Domain',
		addresses: PUSH_ADDRESSES,
		encoderFields: ENCODER_FIELDS,
		keyReading: {
			action: 'DescribeLivePushAuthKey',
			info: 'PushAuthKeyInfo',
			keys: ['MasterAuthKey', 'BackupAuthKey'],
		},
	});
}

/**
 * Makes the addresses that a stream is watched at.
 *
 * @throws as `createUrls`.
 */
export async function createPlayUrl(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<OutputItem[]> {
	return await createUrls(context, itemIndex, {
		domainLabel: 'Playback Domain',
		addresses: PLAY_ADDRESSES,
		keyReading: {
			action: 'DescribeLivePlayAuthKey',
			info: 'PlayAuthKeyInfo',
			keys: ['AuthKey', 'AuthBackKey'],
		},
	});
}

/** What differs between push and playback. */
interface UrlKind {
	domainLabel: string;
	addresses: Readonly<Record<string, (place: Place) => string>>;
	/** What goes out as `encoder`; players take whole addresses, so playback has none. */
	encoderFields?: Readonly<Record<string, (place: Place) => EncoderFields>>;
	keyReading: KeyReading;
}

/** How the key of a kind of domain is read: Tencent names the same things differently. */
interface KeyReading {
	action: 'DescribeLivePushAuthKey' | 'DescribeLivePlayAuthKey';
	/** Member of the response. */
	info: 'PushAuthKeyInfo' | 'PlayAuthKeyInfo';
	/** Main key, then the spare one. */
	keys: readonly string[];
}

/**
 * Makes the addresses of a stream, by protocol. Where they are not signed, `expiresAt` and `txTime`
 * are null.
 *
 * @throws NodeOperationError that names the field that can't be used, NodeApiError from reading a key.
 */
async function createUrls(
	context: IExecuteFunctions,
	itemIndex: number,
	{ domainLabel, addresses, encoderFields, keyReading }: UrlKind,
): Promise<OutputItem[]> {
	const used = <Reading extends { ok: true }>(reading: Reading | Refused): Reading =>
		accepted(context.getNode(), reading, { itemIndex });
	const {
		domain,
		app,
		streamName: plainName,
	} = placeOfAddress(context, itemIndex, { domainLabel });
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const { streamName } = used(transcoded(plainName, options.transcodingTemplate));
	const givenProtocols = context.getNodeParameter('protocols', itemIndex);
	const now = Date.now();
	const times = { now, timezone: context.getTimezone() };
	const { protocols } = used(readProtocols(givenProtocols, Object.keys(addresses), times));
	const { extra } = used(readExtraQuery(options.queryParameters));
	const keySource = context.getNodeParameter('keySource', itemIndex);
	const expiry =
		keySource === 'none'
			? NEVER
			: used(readExpiry(enteredEnd(context, EXPIRY, { itemIndex, now, body: {} }), times));
	const key = await readSigningKey(context, keyReading, { itemIndex, domain });

	const { txTime, expiresAt } = key === undefined ? NEVER : expiry;
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
	if (protocols.includes('srt')) used(fitsSrt(place));
	const json = {
		urls: byProtocol(protocols, addresses, place),
		...(encoderFields && { encoder: byProtocol(protocols, encoderFields, place) }),
		domainName: domain,
		appName: app,
		streamName,
		expiresAt,
		txTime,
	};
	return [{ json }];
}

const byProtocol = <Made>(
	protocols: readonly string[],
	makers: Readonly<Record<string, (place: Place) => Made>>,
	place: Place,
): Record<string, Made> =>
	Object.fromEntries(
		protocols
			.filter((name) => Object.hasOwn(makers, name))
			.map((name) => [name, makers[name](place)]),
	);

// Tencent names a transcoded stream after its template and signs that name.
function transcoded(
	streamName: string,
	transcodingTemplate: unknown,
): { ok: true; streamName: string } | Refused {
	const template = String(transcodingTemplate ?? '').trim();
	if (template === '') return { ok: true, streamName };
	const read = readNameInAddress(template, { label: 'Transcoding Template', part: 'stream' });
	return read.ok ? { ok: true, streamName: `${streamName}_${template}` } : read;
}

function readProtocols(
	given: unknown,
	known: readonly string[],
	times: ConvertOptions,
): { ok: true; protocols: string[] } | Refused {
	const nextStep = `Choose among ${known.join(', ')}`;
	const parameter = {
		name: 'protocols',
		label: 'Protocols',
		kind: 'list',
		required: true,
	} as const;
	const read = convert(given, parameter, times);
	if (!read.ok) return refused(read.message, nextStep);
	const names = read.value as string[];
	const stranger = names.find((name) => !known.includes(name));
	return stranger === undefined
		? { ok: true, protocols: [...new Set(names)] }
		: refused(`'Protocols' does not know "${stranger}"`, nextStep);
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
		{
			message:
				key === '' ? "'Authentication Key' is empty" : "'Authentication Key' contains white space",
			nextStep:
				"Paste the key as the Tencent console shows it for the domain, or set 'Key Source' to 'Read Through API'",
		},
		{ itemIndex },
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
	throw operationError(
		context.getNode(),
		{
			message: `${domain} has authentication switched on, but no key`,
			nextStep: 'Set a key for the domain in the Tencent console',
		},
		{ itemIndex },
	);
}

const EXPIRY = {
	name: 'expiresAt',
	label: 'Expires At',
	kind: 'unixTime',
	lasting: { label: 'URLs Work For' },
} as const;

/** The last second that eight hex digits hold, in the year 2106. */
const LAST_SECOND = 0xffffffff;

/** Addresses without a signature do not expire. */
const NEVER = { txTime: null, expiresAt: null };

/** When the addresses expire: later than now. */
function readExpiry(
	given: unknown,
	{ now, timezone }: ConvertOptions,
): { ok: true; txTime: string; expiresAt: string } | Refused {
	const read = readInstant(given, timezone);
	if (!read.ok) {
		return read.either === undefined
			? refused(
					"'Expires At' is not a date",
					'Pick a date, or use an expression such as {{ $now.plus({ hours: 24 }) }}',
				)
			: { ok: false, ...eitherDay('Expires At', read.either) };
	}
	const seconds = Math.floor(read.instant / 1000);
	if (seconds * 1000 <= now) {
		return refused(
			"'Expires At' has already passed",
			"Pick a later date: {{ $now.plus(2, 'hours') }} is in two hours. A day from now lets a stream that broke off go on",
		);
	}
	if (seconds > LAST_SECOND) {
		return refused("'Expires At' is too far ahead", 'Pick a date before the year 2106');
	}
	const expiresAt = new Date(seconds * 1000).toISOString();
	return { ok: true, txTime: txTimeOf(seconds), expiresAt };
}

const RESERVED = ['txsecret', 'txtime'];

/** One half of a pair of code units, which no address can hold. */
const BROKEN = /\p{Surrogate}/u;

type Parameter = readonly [name: string, value: string];

/** The fields of 'Query Parameters', in order. */
function readExtraQuery(given: unknown): { ok: true; extra: Parameter[] } | Refused {
	const { parameter } = (given ?? {}) as { parameter?: unknown };
	const extra: Parameter[] = [];
	for (const { name, value } of Array.isArray(parameter) ? (parameter as IDataObject[]) : []) {
		if ([name, value].some(isContainer)) {
			return refused(
				"A field of 'Query Parameters' must be a text",
				'Enter a text rather than a list or an object',
			);
		}
		if (BROKEN.test(`${String(name)}${String(value)}`)) {
			return refused(
				"A field of 'Query Parameters' holds half a character",
				'Enter the text again; it was cut within an emoji or a rare character',
			);
		}
		const text = String(name ?? '').trim();
		if (text === '' || RESERVED.includes(text.toLowerCase())) {
			return refused(
				text === ''
					? "A field of 'Query Parameters' has no name"
					: `'Query Parameters' can't hold ${text}, which the signature uses`,
				'Give the field another name, or remove it',
			);
		}
		extra.push([text, String(value ?? '')]);
	}
	return { ok: true, extra };
}
