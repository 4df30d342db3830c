import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { Advice } from '../advice';
import {
	type Attempted,
	faultIn,
	LATER,
	placeOf,
	stopped,
	type Text,
	textOf,
	whatToCheck,
	wrongAddress,
} from './connection';
import { lookFirst, type Refusal } from './refusal';

type Attempt = Attempted & { action: string };

/** A call for which n8n's helper threw. */
export function thrownRefusal(error: unknown, { action, ...attempted }: Attempt): Refusal {
	const fault = faultIn(error, attempted.url);
	const status = fault.codes.map(Number).find((number) => number >= 300 && number <= 599);
	if (status !== undefined) return statusRefusal(status, { action, url: attempted.url });
	const { text, code } = textOf(fault, attempted);
	return refusal(text, { action, code });
}

/** An answer with another HTTP status than 200: it does not come from the API itself. */
export function statusRefusal(
	status: number,
	{ action, url, retryAfterMs }: { action: string; url: string; retryAfterMs?: number },
): Refusal {
	const passing = status >= 500 || status === 429 || status === 408;
	const text: Text = {
		kind: passing ? 'transient' : 'person',
		category: 'http',
		...(passing ? unavailable(url, status) : otherAnswer(url, status)),
		// A gateway that turns a request away has not passed it on.
		unsent: !passing || status === 429,
	};
	return {
		...refusal(text, { action, code: String(status) }),
		...(retryAfterMs === undefined ? {} : { retryAfterMs }),
	};
}

const unavailable = (url: string, status: number) => ({
	message: `Tencent Cloud is not available now: ${placeOf(url).host} answers with HTTP ${status}`,
	...LATER,
});

const PROXY_LOGIN = 407;

function otherAnswer(url: string, status: number): Advice {
	const place = placeOf(url);
	if (status === PROXY_LOGIN) {
		return {
			message: `The proxy before ${place.host} asks for a user name and password (HTTP 407)`,
			nextStep:
				'Have them added to the proxy that n8n is set to go through (HTTPS_PROXY or HTTP_PROXY in its environment), and n8n restarted.',
		};
	}
	return {
		message: `Something else than Tencent Cloud answers at ${place.host} (HTTP ${status})`,
		nextStep: whatToCheck(place),
	};
}

/** An answer with status 200 that is not one of Tencent's. */
export function malformedRefusal(action: string, url: string): Refusal {
	const place = placeOf(url);
	const check = whatToCheck(place);
	const text: Text = {
		kind: 'transient',
		category: 'malformed',
		message: `Something else than Tencent Cloud answers at ${place.host}`,
		nextStep: `${check} Otherwise try again in a minute.`,
		besidesRetry: check,
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
	return refusal(wrongAddress(), { action, code: 'ERR_INVALID_URL' });
}

/** A call that was not made any more, since the run was stopped while it waited for its turn. */
export function stoppedRefusal(action: string): Refusal {
	return refusal({ ...stopped(), unsent: true }, { action, code: 'ERR_CANCELED' });
}

function refusal(
	{ unsent, ...text }: Text,
	{ action, code }: { action: string; code: string },
): Refusal {
	if (unsent) return { ...text, code };
	const { nextStep, besidesRetry = nextStep } = text;
	return { ...text, code, nextStep: lookFirst(action, nextStep), besidesRetry };
}

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

const ofRuns = new WeakMap<LiveApiContext, Promise<ICredentialDataDecryptedObject>>();

/**
 * The node's credential. A run keeps the one that it began with: to find and decrypt it is most of
 * the work of a call.
 *
 * @throws what n8n throws where the node has no such credential.
 */
export async function credentialOf(
	context: LiveApiContext,
): Promise<ICredentialDataDecryptedObject> {
	const kept = ofRuns.get(context);
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
