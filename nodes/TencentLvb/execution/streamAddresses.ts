import { createHash } from 'crypto';

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

/** What OBS and other encoders ask for in two fields: an address, parted behind its app. */
export interface EncoderFields {
	server: string;
	streamKey: string;
}

/** Ports of Tencent's edge for push protocols that do not use their own (Tencent doc 38393). */
const PORT = { srt: 9000, rtmpOverSrt: 3570, rtmpOverQuic: 443 };

/**
 * Server and stream key by protocol, of the protocols that encoders take in two fields. The RTMP that
 * Tencent carries over SRT or QUIC is none of them: it needs an encoder made for it.
 *
 * RTMPS is the RTMP address with another scheme and no port (Tencent doc 58607); OBS and FFmpeg take
 * 443 then.
 */
export const ENCODER_FIELDS = {
	rtmp: (place) => fieldsOf(`rtmp://${place.domain}`, place),
	rtmps: (place) => fieldsOf(`rtmps://${place.domain}`, place),
} satisfies Record<string, (place: Place) => EncoderFields>;

/** Push addresses by protocol (Tencent docs 38393, 35257 and, for RTMPS, 58607). */
export const PUSH_ADDRESSES = {
	rtmp: (place) => joined(ENCODER_FIELDS.rtmp(place)),
	rtmps: (place) => joined(ENCODER_FIELDS.rtmps(place)),
	rtmpOverQuic: (place) => joined(fieldsOf(`rtmp://${place.domain}:${PORT.rtmpOverQuic}`, place)),
	rtmpOverSrt: (place) => joined(fieldsOf(`rtmp://${place.domain}:${PORT.rtmpOverSrt}`, place)),
	srt: (place) => `srt://${place.domain}:${PORT.srt}?streamid=${streamIdOf(place)}`,
	webrtc: (place) => joined(fieldsOf(`webrtc://${place.domain}`, place)),
} satisfies Record<string, Address>;

/** Playback addresses by protocol (Tencent doc 38393, which knows no playback over RTMPS). */
export const PLAY_ADDRESSES = {
	flv: (place) => `${webOf(place)}/${pathOf(place)}.flv${queryOf(place)}`,
	hls: (place) => `${webOf(place)}/${pathOf(place)}.m3u8${queryOf(place)}`,
	rtmp: (place) => joined(fieldsOf(`rtmp://${place.domain}`, place)),
	webrtc: (place) => joined(fieldsOf(`webrtc://${place.domain}`, place)),
} satisfies Record<string, Address>;

const fieldsOf = (origin: string, place: Place): EncoderFields => ({
	server: `${origin}/${place.app}`,
	streamKey: `${place.streamName}${queryOf(place)}`,
});

const joined = ({ server, streamKey }: EncoderFields): string => `${server}/${streamKey}`;

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

export type Digest = 'md5' | 'sha256';

/** An instant as Tencent writes it: Unix seconds in upper-case hex (Tencent doc 38393). */
export const txTimeOf = (seconds: number): string => seconds.toString(16).toUpperCase();

/**
 * The signature of a push or playback URL, in lower-case hex: the digest of key, stream name and
 * `txTime` run together (Tencent doc 31560). Domains sign with MD5 unless set otherwise.
 */
export function txSecretOf(
	key: string,
	streamName: string,
	{ txTime, digest }: { txTime: string; digest: Digest },
): string {
	return createHash(digest).update(`${key}${streamName}${txTime}`).digest('hex');
}
