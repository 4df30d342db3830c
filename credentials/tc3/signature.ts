import { createHash, createHmac } from 'crypto';

/** What TC3 signs of a request. */
type SignableRequest = {
	method: string;
	/** Path as sent; `/` for every call to Tencent itself. */
	path: string;
	/** Query as sent, without the question mark. A POST is signed without its query. */
	query: string;
	/** The headers to sign, by lower-case name, as sent. Tencent asks for `content-type` and `host`. */
	headers: Readonly<Record<string, string>>;
	/** The exact bytes that go out; empty for a GET. */
	body: Buffer;
};

/** The text of a request whose hash is signed (Tencent Cloud, signature method v3, step 1). */
export function canonicalRequest({ method, path, query, headers, body }: SignableRequest): string {
	return [
		method,
		path,
		method === 'GET' ? query : '',
		...namesOf(headers).map((name) => `${name}:${headers[name]}`),
		'',
		signedHeaders(headers),
		sha256Hex(body),
	].join('\n');
}

/** The value of SignedHeaders: the names in order, separated by semicolons. */
export function signedHeaders(headers: SignableRequest['headers']): string {
	return namesOf(headers).join(';');
}

/** SHA-256 in lower-case hex. */
function sha256Hex(data: string | Buffer): string {
	return createHash('sha256').update(data).digest('hex');
}

function namesOf(headers: SignableRequest['headers']): string[] {
	return Object.keys(headers).sort();
}

type SigningOptions = {
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
