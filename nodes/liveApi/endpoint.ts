import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

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

/**
 * The site of the node's credential.
 *
 * @throws what n8n throws where the node has no such credential.
 */
export async function siteOf(context: LiveApiContext): Promise<Site> {
	return siteIn(await context.getCredentials('tencentCloudApi'));
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
