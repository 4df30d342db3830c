import { createHash } from 'crypto';

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
