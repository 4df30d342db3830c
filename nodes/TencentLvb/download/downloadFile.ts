import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { firstBytes } from './byteStream';
import type { ByteStream } from './byteStream';
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
} from './downloadStop';
import type { Stop } from './downloadStop';
import { fileNameOf } from './fileName';
import { PAGE_BYTES, pageIn } from './page';
import { beginsAsPlaylist, isPlaylistType, namesPlaylist } from './playlist';

export interface DownloadOptions {
	/** Name that the file gets; empty for the one that the server or the address gives. */
	fileName: string;
	/** Seconds that the whole download may take. */
	timeoutSeconds: number;
	/** Whether an HLS playlist is taken as a file like any other. */
	keepPlaylist: boolean;
}

export type Download =
	| { ok: true; binary: IBinaryData; isPlaylist: boolean; bytes: number | undefined }
	| { ok: false; stop: Stop };

type Headers = Record<string, unknown>;

/** Milliseconds until the server has to answer; the rest of the time is for the file. */
const ANSWER_TIMEOUT_MS = 60_000;

/** Names of no type in particular, or of a page that it is not: the file's ending says more. */
const ANY_TYPE = /^(application|binary)\/(octet-stream|x-download|force-download)$|html/i;

/**
 * Downloads a file into binary data, as it arrives, so that memory stays flat where n8n stores on
 * disk. What is not stored whole is not kept. Never throws.
 */
export async function downloadFile(
	context: IExecuteFunctions,
	url: URL,
	options: DownloadOptions,
): Promise<Download> {
	const place = shownUrl(url);
	const refuse = (stop: Stop): Download => ({ ok: false, stop });
	if (namesPlaylist(url) && !options.keepPlaylist) return refuse(playlistStop(place));

	const deadline = AbortSignal.timeout(options.timeoutSeconds * 1000);
	const cancelled = context.getExecutionCancelSignal();
	const signal = cancelled ? AbortSignal.any([deadline, cancelled]) : deadline;
	const broken = (otherwise: Stop): Download => {
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
	const drop = (stop: Stop): Download => {
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
		const isPlaylist =
			namesPlaylist(url) || isPlaylistType(contentType) || beginsAsPlaylist(beginning);
		if (isPlaylist && !options.keepPlaylist) return drop(playlistStop(place));

		const disposition = textOf(headers['content-disposition']);
		const page = isPlaylist
			? undefined
			: pageIn(beginning, { contentType, name: fileNameOf(url, { disposition }) });
		if (page !== undefined) return drop(pageStop(place, page));

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
	const [, end, size] = /^bytes 0-(\d+)\/(\d+)$/i.exec(textOf(headers['content-range'])) ?? [];
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

const textOf = (header: unknown): string => (typeof header === 'string' ? header : '');
