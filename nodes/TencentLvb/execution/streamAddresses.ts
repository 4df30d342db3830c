import { createHash } from 'crypto';

import { type Refused, refused } from '../../advice';

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
	const pairs = query.map(
		([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
	);
	return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

/**
 * SRT carries everything in its stream id, which goes out letter by letter: encoders decode nothing
 * in it, and Tencent documents it without percent encoding.
 */
function streamIdOf(place: Place): string {
	const pairs = place.query.map(([name, value]) => `${name}=${value}`);
	return [`#!::h=${place.domain}`, `r=${pathOf(place)}`, ...pairs].join(',');
}

/**
 * What would end a stream id or a pair of it, or is not sent as it stands: OBS and FFmpeg stop
 * reading at an ampersand and take a plus for a space. Quotes and brackets rarely survive a command
 * line or a form.
 */
const UNFIT_FOR_SRT = /[?#&,=+%"'<>\\^`{|}]|[^\x21-\x7e]/;

/** Names that SRT itself gives a meaning (SRT Access Control): user, resource, host, session, type, mode. */
const NAMES_OF_SRT = ['u', 'r', 'h', 's', 't', 'm'];

/** SRT's limit for a stream id. */
const LONGEST_STREAM_ID = 512;

/**
 * Whether a stream id of SRT can hold all of a place: nothing in it can be escaped, so that a sign
 * out of place would become another field of the stream id.
 */
export function fitsSrt(place: Place): { ok: true } | Refused {
	const otherwise = "or leave SRT out of 'Protocols'";
	const names: Array<[label: string, name: string]> = [
		['App Name', place.app],
		['Stream Name', place.streamName],
	];
	for (const [label, name] of names) {
		if (!UNFIT_FOR_SRT.test(name)) continue;
		return refused(
			`'${label}' holds a character that an SRT address can't carry`,
			`Use letters, digits and hyphens, ${otherwise}`,
		);
	}
	for (const [name, value] of place.query) {
		if (NAMES_OF_SRT.includes(name)) {
			return refused(
				`'Query Parameters' holds ${name}, which has a meaning of its own in an SRT address`,
				`Give the field another name, ${otherwise}`,
			);
		}
		if (UNFIT_FOR_SRT.test(name) || UNFIT_FOR_SRT.test(value)) {
			return refused(
				"A field of 'Query Parameters' holds a character that an SRT address can't carry",
				`Use letters, digits, hyphens, dots and slashes, ${otherwise}`,
			);
		}
	}
	return streamIdOf(place).length <= LONGEST_STREAM_ID
		? { ok: true }
		: refused(
				`The names and 'Query Parameters' are too long for an SRT address, which holds ${LONGEST_STREAM_ID} characters`,
				`Shorten them, ${otherwise}`,
			);
}

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
