import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import type { Refusal } from './handler.mts';

/** The parts of an HTTP request that TC3-HMAC-SHA256 looks at. */
export interface SignedRequest {
	method: string;
	path: string;
	/** As sent, without the question mark. */
	query: string;
	/** Names in lower case. */
	headers: Record<string, string | undefined>;
	body: Uint8Array;
}

export interface Tc3Keys {
	secretId: string;
	secretKey: string;
	/** Session token that must come along, for temporary keys. */
	token?: string;
}

/** Tencent refuses a request whose clock differs from its own by more. */
const CLOCK_SKEW_SECONDS = 300;

const AUTHORIZATION =
	/^TC3-HMAC-SHA256 Credential=([^/\s]+)\/(\d{4}-\d\d-\d\d)\/([^/\s]+)\/tc3_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

/**
 * Tells why Tencent would refuse the signature, or nothing where it is right. The service is read
 * from the credential scope: the official SDK takes it from the host and so gets it wrong on loopback.
 * @param now ms
 */
export function checkTc3(request: SignedRequest, keys: Tc3Keys, now: number): Refusal | undefined {
	const { headers } = request;
	const parts = AUTHORIZATION.exec(headers['authorization'] ?? '');
	if (!parts)
		return refusal(
			'InvalidAuthorization',
			'The authorization header is missing or not of the form TC3-HMAC-SHA256.',
		);
	const [, secretId, date, service, signedHeaders, signature] = parts;

	const timestamp = headers['x-tc-timestamp'] ?? '';
	if (!/^\d{1,12}$/.test(timestamp)) {
		return {
			code: 'MissingParameter',
			message: 'The request header X-TC-Timestamp is missing or no UNIX second.',
		};
	}
	if (Math.abs(now / 1000 - Number(timestamp)) > CLOCK_SKEW_SECONDS) {
		return refusal(
			'SignatureExpire',
			`The timestamp is more than ${CLOCK_SKEW_SECONDS} seconds from the server time.`,
		);
	}
	if (secretId !== keys.secretId) return refusal('SecretIdNotFound', 'The SecretId is not found.');

	const names = signedHeaders.split(';');
	if (!names.includes('content-type') || !names.includes('host')) {
		return refusal('InvalidAuthorization', 'SignedHeaders must hold content-type and host.');
	}
	if (date !== new Date(Number(timestamp) * 1000).toISOString().slice(0, 10)) {
		return refusal(
			'SignatureFailure',
			'The date of the credential is not the UTC date of the timestamp.',
		);
	}
	const genuine = hostSpellings(headers['host']).some((host) =>
		equalText(
			signature,
			sign(
				{ ...request, headers: { ...headers, host } },
				{ names, date, service, timestamp, secretKey: keys.secretKey },
			),
		),
	);
	if (!genuine)
		return refusal(
			'SignatureFailure',
			'The provided credentials could not be validated: the signature does not match.',
		);
	if (keys.token !== undefined && headers['x-tc-token'] !== keys.token) {
		return refusal('TokenFailure', 'The session token is missing, wrong or expired.');
	}
	return undefined;
}

/** The official SDK signs the host without the port, the documentation the host as sent. */
function hostSpellings(host = ''): string[] {
	const bare = host.replace(/:\d+$/, '');
	return bare === host ? [host] : [host, bare];
}

function sign(
	request: SignedRequest,
	scope: {
		names: string[];
		date: string;
		service: string;
		timestamp: string;
		secretKey: string;
	},
): string {
	const { names, date, service, timestamp, secretKey } = scope;
	const canonicalRequest = [
		request.method,
		request.path,
		request.query,
		...names.map((name) => `${name}:${canonicalValue(name, request.headers[name])}`),
		'',
		names.join(';'),
		sha256(request.body),
	].join('\n');
	const stringToSign = [
		'TC3-HMAC-SHA256',
		timestamp,
		`${date}/${service}/tc3_request`,
		sha256(canonicalRequest),
	].join('\n');
	const signingKey = [date, service, 'tc3_request'].reduce<string | Buffer>(
		(key, part) => createHmac('sha256', key).update(part).digest(),
		`TC3${secretKey}`,
	);
	return createHmac('sha256', signingKey).update(stringToSign).digest('hex');
}

/** The documentation lowers the value of x-tc-action; content-type and host are signed as sent. */
function canonicalValue(name: string, value = ''): string {
	const trimmed = value.trim();
	return name.startsWith('x-tc-') ? trimmed.toLowerCase() : trimmed;
}

const sha256 = (data: string | Uint8Array): string =>
	createHash('sha256').update(data).digest('hex');

const equalText = (a: string, b: string): boolean =>
	a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

const refusal = (kind: string, message: string): Refusal => ({
	code: `AuthFailure.${kind}`,
	message,
});
