import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { type Advice, type Refused, refused } from '../../advice';
import { textOf } from '../../json/values';
import { accepted } from '../../liveApi/exception';
import type { OutputItem } from '../operation';
import {
	cutStop,
	emptyStop,
	pageStop,
	playlistStop,
	shownUrl,
	statusStop,
	stoppedStop,
	tooSlowStop,
	unansweredStop,
	unstoredStop,
} from './stops';
import {
	beginsAsPlaylist,
	fileNameOf,
	isPlaylistType,
	namesPlaylist,
	PAGE_BYTES,
	pageIn,
} from './fileName';

/** Seconds that a whole download may take: unless given, and at most. */
interface Patience {
	usualSeconds: number;
	mostSeconds: number;
}

/**
 * Downloads the file of 'URL' into a binary field; the item's JSON tells about the file.
 *
 * @throws NodeOperationError that says why there is no file, without what may be secret in the URL.
 */
export async function download(
	context: IExecuteFunctions,
	itemIndex: number,
	patience: Patience,
): Promise<OutputItem[]> {
	const used = <Reading extends { ok: true }>(reading: Reading | Refused): Reading =>
		accepted(context.getNode(), reading, { itemIndex });
	const { url } = used(readUrl(context.getNodeParameter('url', itemIndex)));
	const { field } = used(readField(context.getNodeParameter('binaryPropertyName', itemIndex)));
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const file = await downloadFile(context, url, {
		fileName: String(options.fileName ?? ''),
		timeoutSeconds: timeoutOf(options.timeout, patience),
		keepPlaylist: options.keepPlaylist === true,
	});
	const { binary, isPlaylist, bytes } = used(file);
	const json = {
		url: shownUrl(url),
		fileName: binary.fileName ?? null,
		mimeType: binary.mimeType,
		sizeBytes: bytes ?? null,
		isPlaylist,
	};
	return [{ json, binary: { [field]: binary } }];
}

function readUrl(given: unknown): { ok: true; url: URL } | Refused {
	const text = String(given ?? '').trim();
	if (text === '') {
		return refused(
			"'URL' is empty",
			"Enter the file's address; after the trigger, its event holds it",
		);
	}
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url !== undefined && ['http:', 'https:'].includes(url.protocol)) return { ok: true, url };
	return refused(
		"'URL' is not a web address",
		'Enter an address that begins with https:// or http://',
	);
}

function readField(given: unknown): { ok: true; field: string } | Refused {
	const field = String(given ?? '').trim();
	return field === ''
		? refused("'Put Output File in Field' is empty", 'Enter the name of a field, usually data')
		: { ok: true, field };
}

function timeoutOf(given: unknown, { usualSeconds, mostSeconds }: Patience): number {
	const seconds = Number(given);
	return seconds >= 1 ? Math.min(seconds, mostSeconds) : usualSeconds;
}

interface DownloadOptions {
	/** Name that the file gets; empty for the one that the server or the address gives. */
	fileName: string;
	/** Seconds that the whole download may take. */
	timeoutSeconds: number;
	/** Whether an HLS playlist is taken as a file like any other. */
	keepPlaylist: boolean;
}

type Download =
	| { ok: true; binary: IBinaryData; isPlaylist: boolean; bytes: number | undefined }
	| Refused;

type Headers = Record<string, unknown>;

/** Milliseconds until the server has to answer; the rest of the time is for the file. */
const ANSWER_TIMEOUT_MS = 60_000;

/** Names of no type in particular, or of a page that it is not: the file's ending says more. */
const ANY_TYPE = /^(application|binary)\/(octet-stream|x-download|force-download)$|html/i;

/**
 * Downloads a file into binary data, as it arrives, so that memory stays flat where n8n stores on
 * disk. What is not stored whole is not kept. Never throws.
 */
async function downloadFile(
	context: IExecuteFunctions,
	url: URL,
	options: DownloadOptions,
): Promise<Download> {
	const place = shownUrl(url);
	const refuse = (stop: Advice): Refused => ({ ok: false, ...stop });
	if (namesPlaylist(url) && !options.keepPlaylist) return refuse(playlistStop(place));

	const deadline = AbortSignal.timeout(options.timeoutSeconds * 1000);
	const cancelled = context.getExecutionCancelSignal();
	const signal = cancelled ? AbortSignal.any([deadline, cancelled]) : deadline;
	const broken = (otherwise: Advice): Refused => {
		if (cancelled?.aborted) return refuse(stoppedStop(place));
		return refuse(deadline.aborted ? tooSlowStop(place, options.timeoutSeconds) : otherwise);
	};

	let answer: { statusCode: number; headers: Headers; body: ByteStream };
	try {
		answer = (await context.helpers.httpRequest({
			url: url.href,
			// What is packed for the way would be shorter than the file.
			headers: { 'accept-encoding': 'identity' },
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: ANSWER_TIMEOUT_MS,
			abortSignal: signal,
		})) as typeof answer;
	} catch (thrown) {
		return broken(unansweredStop(place, codesOf(thrown)));
	}
	const { statusCode, headers, body } = answer;
	// A stream that breaks off while nobody listens would end the process.
	let isBroken = false;
	body.on('error', () => (isBroken = true));
	const drop = (stop: Advice): Refused => {
		body.destroy();
		return refuse(stop);
	};
	if (statusCode === 204 || statusCode === 205) return drop(emptyStop(place));
	if (statusCode !== 200 && !isWholeRange(statusCode, headers)) {
		return drop(statusStop(place, statusCode));
	}

	try {
		const contentType = textOf(headers['content-type']).split(';')[0].trim();
		const { bytes: beginning, isWhole } = await firstBytes(body, PAGE_BYTES);
		if (isWhole && beginning.length === 0) return drop(emptyStop(place));
		const disposition = textOf(headers['content-disposition']);
		const beginsSo = beginsAsPlaylist(beginning);
		// Neither its address nor its type makes a login page a playlist.
		const page = beginsSo
			? undefined
			: pageIn(beginning, { contentType, name: fileNameOf(url, { disposition }) });
		if (page !== undefined) return drop(pageStop(place, page));
		const isPlaylist = beginsSo || namesPlaylist(url) || isPlaylistType(contentType);
		if (isPlaylist && !options.keepPlaylist) return drop(playlistStop(place));

		const binary = await context.helpers.prepareBinaryData(
			isWhole ? beginning : (body as never),
			fileNameOf(url, { wished: options.fileName, disposition }) || 'download',
			contentType === '' || ANY_TYPE.test(contentType) ? undefined : contentType,
		);
		// What breaks off does so with an exception. The Content-Length tells nothing: it is that of
		// the packed file where a server packs it unasked, and n8n unpacks it without a trace.
		if (isBroken) return refuse(cutStop(place));
		const { bytes } = binary as { bytes?: number };
		return { ok: true, binary, isPlaylist, bytes };
	} catch {
		body.destroy();
		return broken(isBroken ? cutStop(place) : unstoredStop(place));
	}
}

/** A part that is the whole, as some servers answer whatever is asked (RFC 9110, 14.4). */
function isWholeRange(status: number, headers: Headers): boolean {
	const [, end, size] = /^bytes 0-(\d+)\/([1-9]\d*)$/i.exec(textOf(headers['content-range'])) ?? [];
	return status === 206 && size !== undefined && Number(end) + 1 === Number(size);
}

/** Codes and names along the chain of causes. */
function codesOf(thrown: unknown): string[] {
	const codes: string[] = [];
	let level = thrown;
	for (let depth = 0; depth < 6 && typeof level === 'object' && level !== null; depth++) {
		const { code, name, cause } = level as Record<string, unknown>;
		codes.push(String(code), String(name));
		level = cause;
	}
	return codes;
}

/** What is used of Node's Readable. */
interface ByteStream {
	read(): Buffer | null;
	unshift(chunk: Buffer): void;
	destroy(): void;
	on(event: 'error', listener: (error: unknown) => void): void;
	once(event: 'readable' | 'end' | 'error' | 'close', listener: (error?: unknown) => void): void;
	removeListener(event: string, listener: (error?: unknown) => void): void;
}

/** The beginning of a stream. */
interface Beginning {
	bytes: Buffer;
	/** Whether the stream held no more; what it held is in `bytes` only, else it is in both. */
	isWhole: boolean;
}

/**
 * Reads the first bytes of a stream, at least `size` of them where it has as many.
 *
 * @throws what the stream breaks off with.
 */
async function firstBytes(stream: ByteStream, size: number): Promise<Beginning> {
	let bytes = Buffer.alloc(0);
	while (bytes.length < size) {
		if ((await nextEvent(stream)) === 'end') return { bytes, isWhole: true };
		const chunk = stream.read();
		if (chunk !== null) bytes = Buffer.concat([bytes, chunk]);
	}
	stream.unshift(bytes);
	return { bytes, isWhole: false };
}

async function nextEvent(stream: ByteStream): Promise<'readable' | 'end'> {
	return await new Promise((resolve, reject) => {
		const onReadable = () => settle(() => resolve('readable'));
		const onEnd = () => settle(() => resolve('end'));
		const onError = (error?: unknown) => settle(() => reject(error as Error));
		const settle = (finish: () => void) => {
			stream.removeListener('readable', onReadable);
			stream.removeListener('end', onEnd);
			stream.removeListener('close', onEnd);
			stream.removeListener('error', onError);
			finish();
		};
		stream.once('readable', onReadable);
		stream.once('end', onEnd);
		stream.once('close', onEnd);
		stream.once('error', onError);
	});
}
