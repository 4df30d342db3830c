/** What every address of one stream is made of. */
export interface Place {
	domain: string;
	app: string;
	streamName: string;
	/** In order: extra fields first, then `txSecret` and `txTime` where the address is signed. */
	query: ReadonlyArray<readonly [name: string, value: string]>;
	/** Whether addresses for HTTP begin with https. */
	secure?: boolean;
}

type Address = (place: Place) => string;

/** Ports of Tencent's edge for push protocols that do not use their own (Tencent doc 38393). */
const PORT = { srt: 9000, rtmpOverSrt: 3570, rtmpOverQuic: 443 };

/** Push addresses by protocol (Tencent docs 38393 and 35257). */
export const PUSH_ADDRESSES = {
	rtmp: (place) => `rtmp://${place.domain}/${pathOf(place)}${queryOf(place)}`,
	rtmpOverQuic: (place) =>
		`rtmp://${place.domain}:${PORT.rtmpOverQuic}/${pathOf(place)}${queryOf(place)}`,
	rtmpOverSrt: (place) =>
		`rtmp://${place.domain}:${PORT.rtmpOverSrt}/${pathOf(place)}${queryOf(place)}`,
	srt: (place) => `srt://${place.domain}:${PORT.srt}?streamid=${streamIdOf(place)}`,
	webrtc: (place) => `webrtc://${place.domain}/${pathOf(place)}${queryOf(place)}`,
} satisfies Record<string, Address>;

/** Playback addresses by protocol (Tencent doc 38393). */
export const PLAY_ADDRESSES = {
	flv: (place) => `${webOf(place)}/${pathOf(place)}.flv${queryOf(place)}`,
	hls: (place) => `${webOf(place)}/${pathOf(place)}.m3u8${queryOf(place)}`,
	rtmp: (place) => `rtmp://${place.domain}/${pathOf(place)}${queryOf(place)}`,
	webrtc: (place) => `webrtc://${place.domain}/${pathOf(place)}${queryOf(place)}`,
} satisfies Record<string, Address>;

const pathOf = ({ app, streamName }: Place): string => `${app}/${streamName}`;

const webOf = ({ domain, secure }: Place): string => `${secure ? 'https' : 'http'}://${domain}`;

function queryOf({ query }: Place): string {
	const pairs = pairsOf(query);
	return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

// SRT carries everything in its stream id, which Tencent documents without percent encoding.
function streamIdOf(place: Place): string {
	return [`#!::h=${place.domain}`, `r=${pathOf(place)}`, ...pairsOf(place.query)].join(',');
}

const pairsOf = (query: Place['query']): string[] =>
	query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
