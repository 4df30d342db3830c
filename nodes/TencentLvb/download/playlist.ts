/** Content types of HLS playlists: RFC 8216, and what servers send besides. */
const PLAYLIST_TYPE = /mpegurl/i;

const FIRST_LINE = '#EXTM3U';

/** Whether an address names a playlist, whatever its query says. */
export const namesPlaylist = (url: URL): boolean => /\.m3u8?$/i.test(url.pathname);

export const isPlaylistType = (contentType: string): boolean => PLAYLIST_TYPE.test(contentType);

/** Whether a file that begins so is an HLS playlist (RFC 8216, 4.3.1.1). */
export const beginsAsPlaylist = (bytes: Buffer): boolean =>
	bytes
		.toString('utf8')
		.replace(/^\ufeff/, '')
		.startsWith(FIRST_LINE);
