import type { Advice } from '../../advice';
import { whyNoAnswer } from '../../liveApi/connection';
import type { Page } from './fileName';

/** An address as it may be shown: its query, and a password in it, can open the file to anyone. */
export const shownUrl = ({ protocol, host, pathname }: URL): string =>
	`${protocol}//${host}${pathname}`.replace(/[<>]/g, '');

export const playlistStop = (place: string): Advice => ({
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

export function statusStop(place: string, status: number): Advice {
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
export function pageStop(place: string, { kind, says }: Page): Advice {
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

export const emptyStop = (place: string): Advice => ({
	message: `${place} gave a file without content`,
	nextStep: 'Nothing was recorded, or the file is not finished yet: try again in a minute.',
});

export const cutStop = (place: string): Advice => ({
	message: `The download of ${place} broke off before its end, and nothing of it was kept`,
	nextStep: 'Try again; for a large file over a slow connection, switch on Retry On Fail.',
});

export const tooSlowStop = (place: string, seconds: number): Advice => ({
	message: `The download of ${place} did not end within ${seconds} seconds, and nothing of it was kept`,
	nextStep: "Give it more time with the option 'Timeout'.",
});

/** Names that nobody can own (RFC 2606), in the addresses of samples. */
const SAMPLE_HOST = /^https?:\/\/[^/]*(?<=[/.])example\.(?:com|net|org)[:/]/;

/** Where the simulator of this package serves the files of its samples, if it runs. */
const SIMULATOR_FILE = /^http:\/\/127\.0\.0\.1:\d+\/samples\//;

const isSample = (place: string): Advice => ({
	message: `${place} is the address in a sample, and there is no file behind it`,
	nextStep:
		'A real event brings the address of a real file: publish the workflow and wait for one, or enter the address of a file of yours.',
});

const unreachable = (place: string, codes: readonly string[]): Advice => ({
	message: `${place} can't be reached: ${whyNoAnswer(...codes)}`,
	nextStep: "Check the host name in 'URL', and that n8n may open connections to it.",
});

const isRedirect = (place: string, where: string, nextStep = IN_BROWSER): Advice => ({
	message: `${place} leads on to ${where}`,
	nextStep,
});

/** For a request that got no answer; `codes` are those of the exception, of the system or of n8n. */
export function unansweredStop(place: string, codes: readonly string[]): Advice {
	const has = (form: RegExp) => codes.some((code) => form.test(code));
	if (codes.includes('ERR_FR_TOO_MANY_REDIRECTS')) {
		return isRedirect(place, 'other addresses again and again, and never to a file');
	}
	if (has(/^SsrfBlocked/)) {
		return {
			message: `${place} is, or leads on to, an address that this n8n does not allow`,
			nextStep:
				'Check the URL; where the address is meant, have its host added to N8N_SSRF_ALLOWED_HOSTNAMES.',
		};
	}
	if (codes.includes('ERR_FR_REDIRECTION_FAILURE')) {
		return isRedirect(place, 'an address that is none of the web, i.e. not https:// or http://');
	}
	if (has(/^EPROTO$|CERT|SELF_SIGNED|SIGNATURE|^ERR_TLS|^ERR_SSL/)) {
		return {
			message: `No secure connection to ${place} could be made`,
			nextStep: 'Check the certificate of the server, or whether its address begins with http://.',
		};
	}
	if (SAMPLE_HOST.test(place) || SIMULATOR_FILE.test(place)) return isSample(place);
	return unreachable(place, codes);
}

export const stoppedStop = (place: string): Advice => ({
	message: `The run was stopped during the download of ${place}`,
	nextStep: 'Run it again.',
});

export const unstoredStop = (place: string): Advice => ({
	message: `n8n could not store the file from ${place}`,
	nextStep:
		'Check the free space of the n8n server. In database mode files have a largest size (N8N_BINARY_DATA_DATABASE_MAX_FILE_SIZE): store large ones with N8N_DEFAULT_BINARY_DATA_MODE=filesystem or s3.',
});
