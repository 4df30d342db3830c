import { headerOf, outgoingRequest, type RequestDescription } from './outgoingRequest';
import { signRequest } from './signRequest';

/** What the credential holds; white space around each value is ignored. */
export type TencentCloudKeys = {
	secretId?: unknown;
	secretKey?: unknown;
	sessionToken?: unknown;
	/** Address that stands in for the Live API; requests to its host are signed for `live`. */
	endpoint?: unknown;
};

export type Signed<Request> = { ok: true; request: Request } | { ok: false; message: string };

/** Headers that are ours to set, in whatever case a caller wrote them. */
const OWN_HEADERS = ['authorization', 'content-type', 'host', 'x-tc-timestamp', 'x-tc-token'];

/**
 * Signs a request of any of n8n's helpers and fixes what goes out: a complete URL and, except for
 * a GET, the body as Buffer, the one form that n8n sends byte for byte.
 * X-TC-Action, X-TC-Version and X-TC-Region stay as the caller set them.
 *
 * @param options.now Milliseconds since 1970.
 */
export function signedRequest<Request extends RequestDescription>(
	request: Request,
	keys: TencentCloudKeys,
	options: { now: number },
): Signed<Request> {
	const outgoing = outgoingRequest(request);
	if (!outgoing.ok) return outgoing;
	const { method, url, contentType, body } = outgoing;

	const timestamp = Math.floor(options.now / 1000);
	const token = trimmed(keys.sessionToken) || headerOf(request.headers, 'x-tc-token');
	// Tencent's SDKs sign the host without its port; it is sent alike, so that no server can differ.
	const host = url.hostname;
	const signed = { 'content-type': contentType, host };
	const authorization = signRequest(
		{ method, path: url.pathname, query: url.search.slice(1), headers: signed, body },
		{
			secretId: trimmed(keys.secretId),
			secretKey: trimmed(keys.secretKey),
			service: serviceOf(url, trimmed(keys.endpoint)),
			timestamp,
		},
	);

	const older = request.uri === undefined ? {} : { uri: url.href };
	const sent = {
		...request,
		...older,
		url: url.href,
		headers: {
			...otherHeaders(request.headers),
			'content-type': contentType,
			Host: host,
			'X-TC-Timestamp': String(timestamp),
			...(token ? { 'X-TC-Token': token } : {}),
			Authorization: authorization,
		},
		body: body.length > 0 ? body : undefined,
		// All of them are in the URL and the body now.
		baseURL: undefined,
		qs: undefined,
		form: undefined,
	};
	return { ok: true, request: sent };
}

function trimmed(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

function otherHeaders(headers: Record<string, unknown> = {}): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(headers).filter(([name]) => !OWN_HEADERS.includes(name.toLowerCase())),
	);
}

// The first label names the product at Tencent; any other host can only stand in for Live.
function serviceOf(url: URL, endpoint: string): string {
	return isHostOf(url, endpoint) ? 'live' : url.hostname.split('.')[0];
}

function isHostOf(url: URL, endpoint: string): boolean {
	try {
		return endpoint !== '' && new URL(endpoint).host === url.host;
	} catch {
		return false;
	}
}
