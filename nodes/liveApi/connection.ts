import type { Advice } from '../advice';

/** What is said about a call that did not come through to Tencent and back. */
export type Text = Advice & {
	/** `transient` passes by itself; anything else a person must mend. */
	kind: 'transient' | 'person';
	/** Where the call ended. */
	category: 'network' | 'timeout' | 'http' | 'malformed' | 'credential' | 'stopped';
	/** What is left of the next step where somebody tries again anyway. */
	besidesRetry?: string;
	/** The request can't have reached Tencent. */
	unsent?: boolean;
};

/** Where a call was to go, as a complete URL, and how long it was given. */
export interface Attempted {
	url: string;
	timeoutMs: number;
	/** How whoever called may let it take longer: a whole sentence. */
	timeoutHint?: string;
}

/** What an exception says of a call: codes of the system or of n8n, and who was in the way. */
export interface Fault {
	codes: readonly string[];
	/** The machine that n8n called instead of the API's, where the system names another one. */
	proxy?: string;
}

/** Reads the chain of causes, whatever n8n wrapped around it. Never throws. */
export function faultIn(error: unknown, url: string): Fault {
	const codes: string[] = [];
	let proxy: string | undefined;
	let level: unknown = error;
	for (let depth = 0; depth < 6 && typeof level === 'object' && level !== null; depth++) {
		// n8n puts a code into `httpCode`, axios into `code`, and its classes of refused addresses into `name`.
		const { httpCode, code, name, response, cause } = level as Record<string, unknown>;
		const { status } = (response ?? {}) as { status?: unknown };
		for (const value of [httpCode, code, status, name]) {
			if (typeof value === 'string' || typeof value === 'number') codes.push(String(value));
		}
		proxy ??= proxyIn(level as Called, url);
		level = cause;
	}
	return { codes, proxy };
}

/** What Node.js notes of the connection that did not come about. */
interface Called {
	hostname?: unknown;
	address?: unknown;
	port?: unknown;
	message?: unknown;
}

// n8n reads the proxies of its environment, which a node can't: that the system was asked for another
// machine than that of the URL tells it all the same.
function proxyIn({ hostname, address, port, message }: Called, url: string): string | undefined {
	if (!URL.canParse(url)) return undefined;
	const target = new URL(url);
	if (typeof hostname === 'string') {
		return hostname === target.hostname ? undefined : shown(hostname);
	}
	if (typeof port === 'number') {
		const own = Number(target.port || (target.protocol === 'https:' ? 443 : 80));
		return port === own ? undefined : shown(`${String(address)}:${port}`);
	}
	return typeof message === 'string' && message.startsWith('Proxy connection') ? '' : undefined;
}

const shown = (host: string): string => host.replace(/[^\w.:[\]-]/g, '');

const TIMEOUTS = ['ECONNABORTED', 'ETIMEDOUT'];
const CERTIFICATE = /^EPROTO$|CERT|SELF_SIGNED|SIGNATURE|^ERR_TLS|^ERR_SSL/;

/** Why no connection came about, as what follows a colon; by the system's code. */
const WHY: Readonly<Record<string, string>> = {
	ENOTFOUND: 'no name server (DNS) knows this name',
	EAI_AGAIN: 'the name server (DNS) gives no answer',
	ECONNREFUSED: 'nothing there takes connections, or a firewall refuses them',
	EHOSTUNREACH: 'there is no way to it from the n8n server',
	ENETUNREACH: 'there is no way to it from the n8n server',
	ENETDOWN: 'the n8n server has no network',
	EADDRNOTAVAIL: 'the n8n server has no network',
};

/**
 * The same for any address that gave no answer, in words for a person; of several codes, the first
 * one that says anything.
 */
export function whyNoAnswer(...codes: readonly string[]): string {
	const reasons = codes.map(reasonOf).filter((reason) => reason !== undefined);
	return reasons[0] ?? 'the connection broke off';
}

function reasonOf(code: string): string | undefined {
	if (Object.hasOwn(WHY, code)) return WHY[code];
	if (TIMEOUTS.includes(code)) return 'it took too long to answer';
	if (CERTIFICATE.test(code)) {
		return 'no secure connection could be made, as with a wrong certificate';
	}
	return code.startsWith('SsrfBlocked') ? 'this n8n does not allow requests to it' : undefined;
}

/** Puts into words why a call got no answer; `code` is the one that the words are about. */
export function textOf(
	{ codes, proxy }: Fault,
	{ url, timeoutMs, timeoutHint }: Attempted,
): { text: Text; code: string } {
	const place = placeOf(url, proxy);
	const timeout = codes.find((code) => TIMEOUTS.includes(code));
	if (timeout !== undefined) {
		return { text: timedOut(place, { timeoutMs, timeoutHint }), code: timeout };
	}
	const known = codes.find((code) => Object.hasOwn(TEXT_BY_CODE, code));
	if (known !== undefined) return { text: TEXT_BY_CODE[known](place), code: known };
	const certificate = codes.find((code) => CERTIFICATE.test(code));
	if (certificate !== undefined) return { text: untrusted(place), code: certificate };
	return { text: broken(place), code: codes.find((code) => /^E[A-Z_]+$/.test(code)) ?? 'unknown' };
}

/** The address of the API for a text. */
interface Place {
	/** Host, with the port where it is not the usual one. */
	host: string;
	/** Whether it is Tencent Cloud's own. */
	isTencents: boolean;
	/** A proxy before it, empty where its name is not known. */
	proxy?: string;
}

/** Reads an address for a text; one without a host is spoken of as the address of the API. */
export function placeOf(url: string, proxy?: string): Place {
	const host = URL.canParse(url) ? new URL(url).host : '';
	const isTencents = /(^|\.)tencentcloudapi\.com$/.test(host);
	return { host: host || 'the address of the API', isTencents, proxy };
}

/** What to check where somebody else's machine may have been in the way. */
export function whatToCheck({ isTencents, proxy }: Place): string {
	if (proxy !== undefined) return `${PROXY_OF_N8N}.`;
	return isTencents
		? 'Check any proxy on the way.'
		: "Check 'Endpoint' in the credential and any proxy on the way.";
}

const PROXY_OF_N8N =
	'Check the proxy that n8n is set to go through (HTTPS_PROXY or HTTP_PROXY in its environment)';

const NETWORK =
	'Check that the n8n server has internet access, and that its firewall and DNS let it reach this address';

const ENDPOINT =
	"Check that 'Endpoint' in the credential is right, or empty it to call Tencent Cloud directly, and that the n8n server may open connections to it";

/** The next step where there is nothing else to do. */
export const LATER = { nextStep: 'Try again in a minute.', besidesRetry: '' };

function unreachable(place: Place, code: string): Text {
	const { host, isTencents, proxy } = place;
	const through = proxy === undefined ? '' : ` through the proxy${proxy && ` ${proxy}`}`;
	const check = proxy !== undefined ? PROXY_OF_N8N : isTencents ? NETWORK : ENDPOINT;
	return {
		kind: 'transient',
		category: 'network',
		message: `n8n can't reach ${host}${through}: ${WHY[code]}`,
		nextStep: `${check}; otherwise try again in a minute.`,
		besidesRetry: `${check}.`,
		unsent: true,
	};
}

function timedOut(
	{ host }: Place,
	{ timeoutMs, timeoutHint }: Pick<Attempted, 'timeoutMs' | 'timeoutHint'>,
): Text {
	const lasting = 'check that no firewall or proxy keeps n8n from it.';
	return {
		kind: 'transient',
		category: 'timeout',
		message: `No answer came from ${host} within ${timeoutMs / 1000} seconds`,
		...(timeoutHint === undefined
			? {
					nextStep: `Try again in a minute; if it stays so, ${lasting}`,
					besidesRetry: `If it stays so, ${lasting}`,
				}
			: { nextStep: timeoutHint }),
	};
}

function broken({ host, proxy }: Place): Text {
	if (proxy === undefined) {
		return {
			kind: 'transient',
			category: 'network',
			message: `The connection to ${host} broke off`,
			...LATER,
		};
	}
	return {
		kind: 'transient',
		category: 'network',
		message: `The proxy before ${host} ended the connection`,
		nextStep: `${PROXY_OF_N8N}; otherwise try again in a minute.`,
		besidesRetry: `${PROXY_OF_N8N}.`,
	};
}

const untrusted = (place: Place): Text => ({
	kind: 'person',
	category: 'network',
	message: `No secure connection to ${place.host} could be made: its certificate is not trusted, or something else than https answers there`,
	nextStep: `${whatToCheck(place)} A proxy with a certificate of its own has to be made known to n8n (NODE_EXTRA_CA_CERTS).`,
	unsent: true,
});

const unsendable = (): Text => ({
	kind: 'person',
	category: 'credential',
	message: 'The credential holds a character that can not be sent',
	nextStep: 'Paste SecretId and session token into the credential again.',
	unsent: true,
});

/** For an endpoint, site and service of which no URL comes. */
export const wrongAddress = (): Text => ({
	kind: 'person',
	category: 'credential',
	message: 'The address of the API is not a complete URL',
	nextStep: "Let 'Endpoint' in the credential begin with https://, or empty it.",
	unsent: true,
});

/** For a run that somebody stopped. */
export const stopped = (): Text => ({
	kind: 'person',
	category: 'stopped',
	message: 'The run was stopped before Tencent Cloud answered',
	nextStep: 'Run it again.',
});

const blocked = ({ host }: Place): Text => ({
	kind: 'person',
	category: 'network',
	message: `This n8n does not allow requests to ${host}`,
	nextStep:
		"Check 'Endpoint' in the credential, or have the host added to N8N_SSRF_ALLOWED_HOSTNAMES.",
	unsent: true,
});

/** By the system's code, or the name of n8n's class where it has none. */
export const TEXT_BY_CODE: Readonly<Record<string, (place: Place) => Text>> = {
	...Object.fromEntries(
		Object.keys(WHY).map((code) => [code, (place: Place) => unreachable(place, code)]),
	),
	EPROTO: untrusted,
	ERR_INVALID_CHAR: unsendable,
	ERR_INVALID_URL: wrongAddress,
	ERR_CANCELED: stopped,
	SsrfBlockedIpError: blocked,
	SsrfBlockedHostnameError: blocked,
};
