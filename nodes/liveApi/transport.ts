import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { isRead, type Refusal } from './refusal';

type Attempt = {
	action: string;
	timeoutMs: number;
	/** How whoever called may let it take longer: a whole sentence. */
	timeoutHint?: string;
};

const LOOK_FIRST = 'Look whether the change was made before trying again.';
const TIMEOUTS = ['ECONNABORTED', 'ETIMEDOUT'];

/** A call for which n8n's helper threw. Reads the chain of causes, whatever n8n wrapped around it. */
export function thrownRefusal(
	error: unknown,
	{ action, timeoutMs, timeoutHint }: Attempt,
): Refusal {
	const codes = codesOf(error);
	const status = codes.map(Number).find((number) => number >= 300 && number <= 599);
	if (status !== undefined) return statusRefusal(status, { action });

	const timeout = codes.find((code) => TIMEOUTS.includes(code));
	if (timeout !== undefined)
		return refusal(timedOut(timeoutMs, timeoutHint), { action, code: timeout });

	const known = codes.find((code) => Object.prototype.hasOwnProperty.call(TEXT_BY_CODE, code));
	if (known !== undefined) return refusal(TEXT_BY_CODE[known], { action, code: known });

	const certificate = codes.find((code) =>
		/CERT|SELF_SIGNED|SIGNATURE|^ERR_TLS|^ERR_SSL/.test(code),
	);
	if (certificate !== undefined) return refusal(UNTRUSTED, { action, code: certificate });
	return refusal(BROKEN, {
		action,
		code: codes.find((code) => /^E[A-Z_]+$/.test(code)) ?? 'unknown',
	});
}

/** An answer with another HTTP status than 200: it does not come from the API itself. */
export function statusRefusal(
	status: number,
	{ action, retryAfterMs }: { action: string; retryAfterMs?: number },
): Refusal {
	const passing = status >= 500 || status === 429 || status === 408;
	const text: Text = {
		kind: passing ? 'transient' : 'person',
		category: 'http',
		message: passing
			? `Tencent Cloud is not available now (HTTP ${status})`
			: `The address of the API answered with HTTP ${status} instead of the result`,
		...(passing ? LATER : { nextStep: PROXY }),
		// A gateway that turns a request away has not passed it on.
		unsent: !passing || status === 429,
	};
	return {
		...refusal(text, { action, code: String(status) }),
		...(retryAfterMs === undefined ? {} : { retryAfterMs }),
	};
}

/** An answer with status 200 that is not one of Tencent's. */
export function malformedRefusal(action: string): Refusal {
	const text: Text = {
		kind: 'transient',
		category: 'malformed',
		message: 'The address of the API gave an answer that is not one of Tencent Cloud',
		nextStep: `${PROXY} Otherwise try again in a minute.`,
		besidesRetry: PROXY,
	};
	return refusal(text, { action, code: 'malformed' });
}

/** An answer that comes piece by piece, as server-sent events. */
export function streamRefusal(action: string): Refusal {
	const text: Text = {
		kind: 'person',
		category: 'malformed',
		message:
			'Tencent Cloud answered piece by piece, as a stream of events, which this node does not read',
		nextStep:
			'Switch streaming off in the body, usually with "Stream": false, or call the action with the HTTP Request node and this credential.',
		unsent: true,
	};
	return refusal(text, { action, code: 'stream' });
}

/** A call that could not be made, since the node has no credential or none that n8n can read. */
export function credentialRefusal(): Refusal {
	const text: Text = {
		kind: 'person',
		category: 'credential',
		message: 'There is no Tencent Cloud API credential that can be used here',
		nextStep: "Choose one under 'Credential to connect with', and check that it still exists.",
		unsent: true,
	};
	return refusal(text, { action: '', code: 'credential' });
}

/** A call that could not be made, since no URL comes of the endpoint, site and service. */
export function addressRefusal(action: string): Refusal {
	return refusal(WRONG_ADDRESS, { action, code: 'ERR_INVALID_URL' });
}

/** A call that was not made any more, since the run was stopped while it waited for its turn. */
export function stoppedRefusal(action: string): Refusal {
	return refusal({ ...STOPPED, unsent: true }, { action, code: 'ERR_CANCELED' });
}

function timedOut(timeoutMs: number, hint?: string): Text {
	return {
		kind: 'transient',
		category: 'timeout',
		message: `Tencent Cloud did not answer within ${timeoutMs / 1000} seconds`,
		...(hint === undefined ? LATER : { nextStep: hint }),
	};
}

function refusal(
	{ unsent = false, ...text }: Text,
	{ action, code }: { action: string; code: string },
): Refusal {
	const effectUnknown = !unsent && !isRead(action);
	if (!effectUnknown) return { ...text, code, effectUnknown };
	const { nextStep, besidesRetry = nextStep } = text;
	return { ...text, code, nextStep: `${LOOK_FIRST} ${nextStep}`, besidesRetry, effectUnknown };
}

// n8n puts a code into `httpCode`, axios into `code`, and its classes of refused addresses into `name`.
function codesOf(error: unknown): string[] {
	const codes: string[] = [];
	let level: unknown = error;
	for (let depth = 0; depth < 6 && typeof level === 'object' && level !== null; depth++) {
		const { httpCode, code, name, response, cause } = level as Record<string, unknown>;
		const { status } = (response ?? {}) as { status?: unknown };
		for (const value of [httpCode, code, status, name]) {
			if (typeof value === 'string' || typeof value === 'number') codes.push(String(value));
		}
		level = cause;
	}
	return codes;
}

/** What is said about a call that did not come through to Tencent and back. */
type Text = Pick<Refusal, 'kind' | 'category' | 'message' | 'nextStep' | 'besidesRetry'> & {
	/** The request can't have reached Tencent. */
	unsent?: boolean;
};

/** The next step where there is nothing else to do. */
const LATER = { nextStep: 'Try again in a minute.', besidesRetry: '' };

/** For answers that some other machine gave. */
const PROXY = "Check 'Endpoint' in the credential and any proxy on the way.";

const UNREACHABLE: Text = {
	kind: 'transient',
	category: 'network',
	message: 'Tencent Cloud could not be reached',
	nextStep:
		"Check that the n8n server may open connections to it and 'Endpoint' in the credential; otherwise try again in a minute.",
	besidesRetry:
		"Check that the n8n server may open connections to it and 'Endpoint' in the credential.",
	unsent: true,
};

const BROKEN: Text = {
	kind: 'transient',
	category: 'network',
	message: 'The connection to Tencent Cloud broke off',
	...LATER,
};

const UNTRUSTED: Text = {
	kind: 'person',
	category: 'network',
	message: 'No secure connection to Tencent Cloud could be made',
	nextStep: `${PROXY} A proxy with a certificate of its own has to be made known to Node.js.`,
	unsent: true,
};

const UNSENDABLE: Text = {
	kind: 'person',
	category: 'credential',
	message: 'The credential holds a character that can not be sent',
	nextStep: 'Paste SecretId and session token into the credential again.',
	unsent: true,
};

const WRONG_ADDRESS: Text = {
	kind: 'person',
	category: 'credential',
	message: 'The address of the API is not a complete URL',
	nextStep: "Let 'Endpoint' in the credential begin with https://, or empty it.",
	unsent: true,
};

const STOPPED: Text = {
	kind: 'person',
	category: 'stopped',
	message: 'The run was stopped before Tencent Cloud answered',
	nextStep: 'Run it again.',
};

const BLOCKED: Text = {
	kind: 'person',
	category: 'network',
	message: 'This n8n does not allow requests to the address of the API',
	nextStep:
		"Check 'Endpoint' in the credential, or have its host added to N8N_SSRF_ALLOWED_HOSTNAMES.",
	unsent: true,
};

/** By the system's code, or the name of n8n's class where it has none. */
export const TEXT_BY_CODE: Readonly<Record<string, Text>> = {
	ECONNREFUSED: UNREACHABLE,
	ENOTFOUND: UNREACHABLE,
	EAI_AGAIN: UNREACHABLE,
	EHOSTUNREACH: UNREACHABLE,
	ENETUNREACH: UNREACHABLE,
	ENETDOWN: UNREACHABLE,
	EPROTO: UNTRUSTED,
	ERR_INVALID_CHAR: UNSENDABLE,
	ERR_INVALID_URL: WRONG_ADDRESS,
	ERR_CANCELED: STOPPED,
	SsrfBlockedIpError: BLOCKED,
	SsrfBlockedHostnameError: BLOCKED,
};

/** Where the account was opened; keys of one site are unknown to the other. */
export type Site = 'china' | 'international';

export type AddressOptions = {
	/** Product, the first label of its host; default `live`. */
	service?: string;
	/** Host to call instead, over https. */
	host?: string;
};

/** Anything else could lead the signed request and its token to another host. */
const PRODUCT = /^[a-z][a-z0-9-]*$/;

/**
 * The URL of an API: that of `host`, for Live the endpoint of the credential, else the product's host
 * on the site of the credential. Undefined where that makes no http or https URL.
 */
export function apiAddress(
	credential: { site?: unknown; endpoint?: unknown },
	{ service = 'live', host = '' }: AddressOptions = {},
): string | undefined {
	if (!PRODUCT.test(service)) return undefined;
	const endpoint = service === 'live' && !host ? String(credential.endpoint ?? '').trim() : '';
	const domain = siteIn(credential) === 'china' ? '' : 'intl.';
	try {
		const url = new URL(endpoint || `https://${host || `${service}.${domain}tencentcloudapi.com`}`);
		return /^https?:$/.test(url.protocol) ? url.href : undefined;
	} catch {
		return undefined;
	}
}

/** The site that a credential names; the international one where it names none. */
function siteIn(credential: { site?: unknown }): Site {
	return credential.site === 'china' ? 'china' : 'international';
}

const ofRuns = new WeakMap<IExecuteFunctions, Promise<ICredentialDataDecryptedObject>>();

/**
 * The node's credential. A run keeps the one that it began with: to find and decrypt it is most of
 * the work of a call.
 *
 * @throws what n8n throws where the node has no such credential.
 */
export async function credentialOf(
	context: LiveApiContext,
): Promise<ICredentialDataDecryptedObject> {
	const kept = isRun(context) ? ofRuns.get(context) : undefined;
	if (kept) return await kept;
	const credential = context.getCredentials('tencentCloudApi');
	if (isRun(context)) ofRuns.set(context, credential);
	return await credential;
}

/** Whether a context is one of a run of a workflow: no other one can be cancelled. */
export const isRun = (context: LiveApiContext): context is IExecuteFunctions =>
	'getExecutionCancelSignal' in context;

/**
 * The site of the node's credential.
 *
 * @throws what n8n throws where the node has no such credential.
 */
export async function siteOf(context: LiveApiContext): Promise<Site> {
	return siteIn(await credentialOf(context));
}

/**
 * The same; undefined without a credential: the first call will say so, and until then the fields
 * that both sites know are enough.
 */
export async function knownSite(context: LiveApiContext): Promise<Site | undefined> {
	try {
		return await siteOf(context);
	} catch {
		return undefined;
	}
}

/** Any context of n8n that can send a request with a credential. */
export type LiveApiContext =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| ITriggerFunctions
	| IWebhookFunctions;
