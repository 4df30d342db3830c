import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import {
	beginsAsPlaylist,
	fileNameOf,
	isPlaylistType,
	namesPlaylist,
	type Page,
	PAGE_BYTES,
	pageIn,
} from './fileName';

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

/** Why a download gave no file: what happened, and what to do. */
interface Stop {
	message: string;
	nextStep: string;
}

/** An address as it may be shown: its query, and a password in it, can open the file to anyone. */
export const shownUrl = ({ protocol, host, pathname }: URL): string =>
	`${protocol}//${host}${pathname}`.replace(/[<>]/g, '');

const playlistStop = (place: string): Stop => ({
	message: `${place} is an HLS playlist: a list of the pieces of a video, not the video`,
	nextStep:
		"Record in MP4 or FLV to get one file, set in the recording template, or switch on 'Keep HLS Playlist' to download the list itself.",
});

const EXPIRED = 'Check whether the URL has expired or needs a signature, and use a new one.';
const GONE = 'The file is no longer there: check how long the template keeps files, and the URL.';
const IN_BROWSER = 'Try again in a minute; if it stays so, open the URL in a browser.';

/** What a storage calls a file that is not there, and a request that it does not allow (COS, S3). */
const GONE_CODE = /^(NoSuch|NotFound)/;
const DENIED_CODE = /Denied|Expired|Signature|Token|AccessKey|Unauthori[sz]ed|Forbidden/i;

function statusStop(place: string, status: number): Stop {
	const message = `${place} answered with HTTP ${status} instead of the file`;
	if (status === 401 || status === 403) return { message, nextStep: EXPIRED };
	if (status === 404 || status === 410) return { message, nextStep: GONE };
	if (status === 206) {
		return {
			message: `${place} gave only a part of the file (HTTP 206)`,
			nextStep:
				'Try again; if it stays so, check the proxy on the way, which nobody asked for a part.',
		};
	}
	return { message, nextStep: IN_BROWSER };
}

/** For a page or another text that came as if it was the file. */
function pageStop(place: string, { kind, says }: Page): Stop {
	if (kind === 'page') {
		const title = says === undefined ? '' : ` with the title "${says}"`;
		return {
			message: `${place} gave a web page${title} instead of the file`,
			nextStep:
				'It is a page to log in, a notice or a page of the console: open the URL in a browser, and enter the address of the file itself.',
		};
	}
	if (kind === 'answer') {
		const code = says ?? '';
		return {
			message: `${place} gave the refusal ${code} of the storage instead of the file`,
			nextStep: GONE_CODE.test(code) ? GONE : DENIED_CODE.test(code) ? EXPIRED : IN_BROWSER,
		};
	}
	return {
		message: `${place} gave a text in ${kind.toUpperCase()} instead of the file`,
		nextStep: 'Open the URL in a browser to read it, and enter the address of the file itself.',
	};
}

const emptyStop = (place: string): Stop => ({
	message: `${place} gave a file without content`,
	nextStep: 'Nothing was recorded, or the file is not finished yet: try again in a minute.',
});

const cutStop = (place: string): Stop => ({
	message: `The download of ${place} broke off before its end, and nothing of it was kept`,
	nextStep: 'Try again; for a large file over a slow connection, switch on Retry On Fail.',
});

const tooSlowStop = (place: string, seconds: number): Stop => ({
	message: `The download of ${place} did not end within ${seconds} seconds, and nothing of it was kept`,
	nextStep: "Give it more time with the option 'Timeout'.",
});

const unreachable = (place: string): Stop => ({
	message: `${place} can't be reached`,
	nextStep: "Check the host name in 'URL', and that n8n may open connections to it.",
});

const isRedirect = (place: string, where: string, nextStep = IN_BROWSER): Stop => ({
	message: `${place} leads on to ${where}`,
	nextStep,
});

/** For a request that got no answer; `codes` are those of the exception, of the system or of n8n. */
export function unansweredStop(place: string, codes: readonly string[]): Stop {
	const has = (form: RegExp) => codes.some((code) => form.test(code));
	if (has(/^ERR_FR_TOO_MANY_REDIRECTS$/)) {
		return isRedirect(place, 'other addresses again and again, and never to a file');
	}
	if (has(/^SsrfBlocked/)) {
		return {
			message: `${place} is, or leads on to, an address that this n8n does not allow`,
			nextStep:
				'Check the URL; where the address is meant, have its host added to N8N_SSRF_ALLOWED_HOSTNAMES.',
		};
	}
	if (has(/^ERR_FR_REDIRECTION_FAILURE$/)) {
		return isRedirect(place, 'an address that is none of the web, i.e. not https:// or http://');
	}
	if (has(/^EPROTO$|CERT|SELF_SIGNED|SIGNATURE|^ERR_TLS|^ERR_SSL/)) {
		return {
			message: `No secure connection to ${place} could be made`,
			nextStep: 'Check the certificate of the server, or whether its address begins with http://.',
		};
	}
	return unreachable(place);
}

const stoppedStop = (place: string): Stop => ({
	message: `The run was stopped during the download of ${place}`,
	nextStep: 'Run it again.',
});

const unstoredStop = (place: string): Stop => ({
	message: `n8n could not store the file from ${place}`,
	nextStep:
		'Check the free space of the n8n server. In database mode files have a largest size (N8N_BINARY_DATA_DATABASE_MAX_FILE_SIZE): store large ones with N8N_DEFAULT_BINARY_DATA_MODE=filesystem or s3.',
});

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
