import { createHmac } from 'crypto';
import {
	canonicalRequest,
	sha256Hex,
	signedHeaders,
	type SignableRequest,
} from './canonicalRequest';

export type SigningOptions = {
	secretId: string;
	secretKey: string;
	/** Product the request is for: the first label of its host, e.g. `live`. */
	service: string;
	/** Unix seconds, the value of X-TC-Timestamp. */
	timestamp: number;
};

const ALGORITHM = 'TC3-HMAC-SHA256';

/** The value of the Authorization header (Tencent Cloud, signature method v3, steps 2 to 4). */
export function signRequest(
	request: SignableRequest,
	{ secretId, secretKey, service, timestamp }: SigningOptions,
): string {
	const scope = `${utcDate(timestamp)}/${service}/tc3_request`;
	const text = [ALGORITHM, timestamp, scope, sha256Hex(canonicalRequest(request))].join('\n');
	const key = scope.split('/').reduce<string | Buffer>(hmac, `TC3${secretKey}`);
	const signature = hmac(key, text).toString('hex');
	return `${ALGORITHM} Credential=${secretId}/${scope}, SignedHeaders=${signedHeaders(request.headers)}, Signature=${signature}`;
}

function utcDate(timestamp: number): string {
	return new Date(timestamp * 1000).toISOString().slice(0, 10);
}

function hmac(key: string | Buffer, text: string): Buffer {
	return createHmac('sha256', key).update(text).digest();
}
