/** Why a download gave no file: what happened, and what to do. */
export interface Stop {
	message: string;
	nextStep: string;
}

/** An address as it may be shown: its query, and a password in it, can open the file to anyone. */
export const shownUrl = ({ protocol, host, pathname }: URL): string =>
	`${protocol}//${host}${pathname}`.replace(/[<>]/g, '');

export const playlistStop = (place: string): Stop => ({
	message: `${place} is an HLS playlist: a list of the pieces of a video, not the video`,
	nextStep:
		"Record in MP4 or FLV to get one file, set in the recording template, or switch on 'Keep HLS Playlist' to download the list itself.",
});

export function statusStop(place: string, status: number): Stop {
	const message = `${place} answered with HTTP ${status} instead of the file`;
	if (status === 401 || status === 403) {
		return {
			message,
			nextStep: 'Check whether the URL has expired or needs a signature, and use a new one.',
		};
	}
	if (status === 404 || status === 410) {
		return {
			message,
			nextStep:
				'The file is no longer there: check how long the template keeps files, and the URL.',
		};
	}
	return { message, nextStep: 'Try again in a minute; if it stays so, open the URL in a browser.' };
}

export const emptyStop = (place: string): Stop => ({
	message: `${place} gave a file without content`,
	nextStep: 'Nothing was recorded, or the file is not finished yet: try again in a minute.',
});

export const cutStop = (place: string): Stop => ({
	message: `The download of ${place} broke off before its end, and nothing of it was kept`,
	nextStep: 'Try again; for a large file over a slow connection, switch on Retry On Fail.',
});

export const tooSlowStop = (place: string, seconds: number): Stop => ({
	message: `The download of ${place} did not end within ${seconds} seconds, and nothing of it was kept`,
	nextStep: "Give it more time with the option 'Timeout'.",
});

export const unreachableStop = (place: string): Stop => ({
	message: `${place} can't be reached`,
	nextStep: "Check the host name in 'URL', and that n8n may open connections to it.",
});

export const stoppedStop = (place: string): Stop => ({
	message: `The run was stopped during the download of ${place}`,
	nextStep: 'Run it again.',
});

export const unstoredStop = (place: string): Stop => ({
	message: `n8n could not store the file from ${place}`,
	nextStep:
		'Check the free space of the n8n server. In database mode files have a largest size (N8N_BINARY_DATA_DATABASE_MAX_FILE_SIZE): store large ones with N8N_DEFAULT_BINARY_DATA_MODE=filesystem or s3.',
});
