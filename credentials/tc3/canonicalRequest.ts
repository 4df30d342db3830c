import { createHash } from 'crypto';

/** What TC3 signs of a request. */
export type SignableRequest = {
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
export function sha256Hex(data: string | Buffer): string {
	return createHash('sha256').update(data).digest('hex');
}

function namesOf(headers: SignableRequest['headers']): string[] {
	return Object.keys(headers).sort();
}
