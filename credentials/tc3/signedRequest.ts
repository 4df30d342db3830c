import { signRequest } from './signature';

/** What the credential holds; white space around each value is ignored. */
type TencentCloudKeys = {
	secretId?: unknown;
	secretKey?: unknown;
	sessionToken?: unknown;
	/** Address that stands in for the Live API; requests to its host are signed for `live`. */
	endpoint?: unknown;
};

type Signed<Request> = { ok: true; request: Request } | { ok: false; message: string };

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
		return new URL(endpoint).host === url.host;
	} catch {
		return false;
	}
}

/** A request as any of n8n's helpers describes it; only the members that matter here. */
type RequestDescription = {
	method?: string;
	url?: string;
	/** The older name of `url`, which the HTTP Request node uses. */
	uri?: string;
	baseURL?: string;
	qs?: object;
	headers?: Record<string, unknown>;
	body?: unknown;
	form?: unknown;
	formData?: unknown;
};

/** A request down to the bytes, or a sentence on why it can't be signed. */
type Outgoing =
	| { ok: true; method: string; url: URL; contentType: string; body: Buffer }
	| { ok: false; message: string };

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

const NO_ADDRESS =
	'The address of the request is not a complete URL such as https://live.tencentcloudapi.com';
const NOT_SIGNABLE =
	"Tencent Cloud can't take this kind of body: choose JSON as 'Body Content Type' and put the parameters into the JSON";

/**
 * Works out what leaves the machine: n8n's helpers trim strings, quote text, drop `{}` and build
 * forms and queries only after `authenticate` ran, too late for a signature over the bytes.
 */
function outgoingRequest(request: RequestDescription): Outgoing {
	const method = (request.method ?? 'GET').toUpperCase();
	const url = addressOf(request);
	if (url === undefined) return { ok: false, message: NO_ADDRESS };

	// Tencent's documentation signs values in lower case, its SDKs as they are: lower case fits both.
	const given = headerOf(request.headers, 'content-type')?.toLowerCase();
	if (method === 'GET' || method === 'HEAD') {
		return { ok: true, method, url, contentType: given ?? FORM_TYPE, body: Buffer.alloc(0) };
	}

	const content = contentOf(request);
	if (content === undefined) return { ok: false, message: NOT_SIGNABLE };
	return {
		ok: true,
		method,
		url,
		contentType: safeType(given ?? content.type),
		body: content.body,
	};
}

/** The value of a header whatever the case of its name; undefined where it is absent or empty. */
function headerOf(headers: Record<string, unknown> = {}, name: string): string | undefined {
	const key = Object.keys(headers).find((candidate) => candidate.toLowerCase() === name);
	const value = key === undefined ? undefined : headers[key];
	return value === undefined || value === null || value === '' ? undefined : String(value).trim();
}

function addressOf({ url, uri, baseURL, qs }: RequestDescription): URL | undefined {
	const target = url || uri || '';
	try {
		const address = new URL(isAbsolute(target) || !baseURL ? target : joined(baseURL, target));
		const query = queryString(qs ?? {});
		if (query !== '') address.search = address.search ? `${address.search}&${query}` : query;
		address.hash = '';
		return ['http:', 'https:'].includes(address.protocol) ? address : undefined;
	} catch {
		return undefined;
	}
}

function isAbsolute(target: string): boolean {
	return /^[a-z][a-z\d+.-]*:\/\//i.test(target);
}

// As axios joins them, which is not how `new URL` would.
function joined(baseURL: string, target: string): string {
	return target === ''
		? baseURL
		: `${withoutSlashesAtItsEnd(baseURL)}/${target.replace(/^\/+/, '')}`;
}

// A regular expression would look at each of many slashes again and again.
function withoutSlashesAtItsEnd(text: string): string {
	let end = text.length;
	while (text[end - 1] === '/') end -= 1;
	return text.slice(0, end);
}

function contentOf({ body, form, formData }: RequestDescription) {
	if (formData !== undefined) return undefined;
	if (isEmpty(body) && form !== undefined) {
		const text = typeof form === 'string' ? form : queryString(form ?? {});
		return { body: Buffer.from(text), type: FORM_TYPE };
	}
	if (body instanceof URLSearchParams) return { body: Buffer.from(String(body)), type: FORM_TYPE };
	const bytes = bytesOf(body);
	return bytes === undefined ? undefined : { body: bytes, type: JSON_TYPE };
}

function bytesOf(body: unknown): Buffer | undefined {
	if (isEmpty(body)) return Buffer.from('{}');
	if (typeof body === 'string') return Buffer.from(body);
	if (body instanceof Uint8Array) return Buffer.from(body);
	if (isStreamOrForm(body)) return undefined;
	const text = JSON.stringify(body) as string | undefined;
	return text === undefined ? undefined : Buffer.from(text);
}

// Tencent wants at least `{}`, and n8n leaves out what is empty.
function isEmpty(body: unknown): boolean {
	return body === undefined || body === null || body === '';
}

function isStreamOrForm(body: unknown): boolean {
	return typeof body === 'object' && body !== null && ('pipe' in body || 'getHeaders' in body);
}

// The bare form type would make n8n take a Buffer for a record of form fields.
function safeType(type: string): string {
	return type === FORM_TYPE ? `${FORM_TYPE}; charset=utf-8` : type;
}

/**
 * Writes parameters as Tencent reads them in a GET: lists and objects flattened with dots
 * (`PushDomains.0=a`), absent values left out. Every character that any URL parser might
 * rewrite is escaped, so the text that is signed is the text that is sent.
 */
export function queryString(parameters: object): string {
	return pairsOf(parameters, '')
		.map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
		.join('&');
}

function pairsOf(parameters: object, prefix: string): Array<[string, string]> {
	return Object.entries(parameters).flatMap(([key, value]: [string, unknown]) => {
		if (value === undefined || value === null) return [];
		const name = prefix + key;
		if (typeof value === 'object') return pairsOf(value, `${name}.`);
		return [[name, String(value)] as [string, string]];
	});
}

// encodeURIComponent leaves these five as they are.
function escaped(text: string): string {
	return encodeURIComponent(text).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}
