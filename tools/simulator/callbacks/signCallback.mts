import { createHash } from 'node:crypto';

/**
 * The `sign` of a callback: lower-case hex MD5 of key and `t`, nothing between them (Tencent doc 38081).
 * It covers neither the body nor the address.
 */
export function signCallback(key: string, t: number | string): string {
	return createHash('md5')
		.update(key + String(t), 'utf8')
		.digest('hex');
}
