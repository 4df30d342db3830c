import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IN8nHttpFullResponse,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { ANSWERS, PROBE } from '../callback/request';
import { workflowNameIn } from '../callback/setupPage';
import { signCallback } from '../callback/signature';
import { whyNoAnswer } from '../liveApi/connection';
import type { LiveApiContext } from '../liveApi/transport';

/** What an address gave back to a probe. */
export type AddressAnswer =
	/** The refusal of a trigger of this package, which starts nothing. */
	| { kind: 'trigger' }
	/** A trigger takes what is signed with the key that the probe was signed with. */
	| { kind: 'keyFits' }
	/** n8n itself says that it knows no such webhook: nothing waits at the address. */
	| { kind: 'unregistered'; status: 404 }
	/** n8n itself says that it knows the address, but not for the method that callbacks come by. */
	| { kind: 'otherMethod'; status: 404 }
	/** Something else answered; a 404 of it says nothing about a trigger behind it. */
	| { kind: 'other'; status: number; redirects: boolean }
	/** No answer came; `code` is the system's, or "no connection". */
	| { kind: 'none'; code: string };

const TIMEOUT_MS = 10_000;

/** How long a signed probe counts: as much as a busy n8n may need, and a copy of it is soon worth nothing. */
const PROBE_LIFE_SECONDS = 60;

/**
 * Asks an address whether it leads to a trigger, by the way that Tencent's callbacks would take.
 * With a `key`, the probe is signed as a callback is, and the trigger answers whether it takes that:
 * only for addresses that get what is signed with the key anyway. Starts no workflow at a trigger of
 * this package, and never throws.
 */
export async function askAddress(
	context: IHookFunctions | ITriggerFunctions | IExecuteFunctions,
	url: string,
	{ key }: { key?: string } = {},
): Promise<AddressAnswer> {
	try {
		const body = key === undefined ? { ...PROBE } : { ...PROBE, ...signatureBy(key) };
		return answerIn(await postAsTencent(context, url, { body, timeoutMs: TIMEOUT_MS }));
	} catch (error) {
		return { kind: 'none', code: codeOf(error) };
	}
}

function signatureBy(key: string): { t: number; sign: string } {
	const t = Math.floor(Date.now() / 1000) + PROBE_LIFE_SECONDS;
	return { t, sign: signCallback(key, t) };
}

function answerIn(response: IN8nHttpFullResponse): AddressAnswer {
	const { statusCode: status, headers } = response;
	const { code, message } = answerOf(response);
	const { unauthorized, keyFits } = ANSWERS;
	if (status === unauthorized.code && message === unauthorized.message) return { kind: 'trigger' };
	if (status === 200 && code === keyFits.code && message === keyFits.message) {
		return { kind: 'keyFits' };
	}
	if (isUnregistered(response)) return { kind: 'unregistered', status: 404 };
	if (isNotFoundOfN8n(response, OTHER_METHOD)) return { kind: 'otherMethod', status: 404 };
	const redirects = status >= 300 && status < 400 && Boolean(headers?.location);
	return { kind: 'other', status, redirects };
}

const NAME_TIMEOUT_MS = 3_000;

/**
 * The name of the workflow that a trigger of this package belongs to, by the page that a browser
 * gets at its address; undefined where no such page comes. Only for addresses of this n8n, whose
 * names whoever runs the workflow may know. Never throws.
 */
export async function askWorkflowName(
	context: IHookFunctions | ITriggerFunctions | IExecuteFunctions,
	url: string,
): Promise<string | undefined> {
	try {
		const page: unknown = await context.helpers.httpRequest({
			method: 'GET',
			url,
			encoding: 'text',
			disableFollowRedirect: true,
			timeout: NAME_TIMEOUT_MS,
		});
		return workflowNameIn(page);
	} catch {
		return undefined;
	}
}

/** n8n's words about a webhook that no active workflow has and no editor listens on (2.8.4, 2.41.1). */
const UNREGISTERED = / is not registered\.$/;

/** n8n's words where the path is known for other methods than the one that was used. */
const OTHER_METHOD = / is not registered for POST requests\b/;

/**
 * Whether an answer is n8n's own to an unknown webhook: its words count, not the status alone, which
 * a proxy, a tunnel, another server or an n8n that takes no production webhooks
 * (`N8N_DISABLE_PRODUCTION_MAIN_PROCESS`) gives just as well.
 */
export const isUnregistered = (response: IN8nHttpFullResponse): boolean =>
	isNotFoundOfN8n(response, UNREGISTERED);

function isNotFoundOfN8n(response: IN8nHttpFullResponse, words: RegExp): boolean {
	const { code, message } = answerOf(response);
	return (
		response.statusCode === 404 &&
		code === 404 &&
		typeof message === 'string' &&
		words.test(message)
	);
}

const answerOf = ({ body }: IN8nHttpFullResponse): { code?: unknown; message?: unknown } =>
	(body ?? {}) as { code?: unknown; message?: unknown };

/** What the system or n8n calls the reason why no answer came. */
export function codeOf(error: unknown): string {
	const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } };
	const found = [code, cause?.code].find((one) => typeof one === 'string');
	return typeof found === 'string' ? found : 'no connection';
}

/**
 * Posts a JSON object, or the bytes of one, to an address by the way that Tencent's callbacks take:
 * redirects are not followed, and any HTTP status is an answer. What comes back is parsed where it is
 * JSON, and text where not. `timeoutMs` in milliseconds. Bytes go with the `contentType` that is
 * given, and without one where it is undefined.
 *
 * @throws whatever n8n's helper throws where no answer came.
 */
export async function postAsTencent(
	context: IHookFunctions | ITriggerFunctions | IExecuteFunctions | IWebhookFunctions,
	url: string,
	{ body, contentType, timeoutMs, abortSignal }: Post,
): Promise<IN8nHttpFullResponse> {
	const isBytes = Buffer.isBuffer(body);
	const response = (await context.helpers.httpRequest({
		method: 'POST',
		url,
		// Where there is none, n8n's client would make one up unless it is told false.
		headers: { 'content-type': isBytes ? (contentType ?? false) : 'application/json' },
		// As bytes: n8n would send nothing for an object without members.
		body: isBytes ? body : Buffer.from(JSON.stringify(body)),
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: timeoutMs,
		abortSignal,
	})) as IN8nHttpFullResponse;
	return { ...response, body: parsed(response.body) as IN8nHttpFullResponse['body'] };
}

interface Post {
	body: IDataObject | Buffer;
	contentType?: string;
	timeoutMs: number;
	abortSignal?: AbortSignal;
}

function parsed(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}

/**
 * Expects a trigger's refusal from the node's own address. Says what came instead, as the end of a
 * sentence; undefined if that.
 */
export async function probeAddress(
	context: IHookFunctions,
	url: string,
): Promise<string | undefined> {
	const answer = await askAddress(context, url);
	if (answer.kind === 'trigger') return undefined;
	if (answer.kind === 'none') return `there is no answer: ${whyNoAnswer(answer.code)}`;
	if (answer.kind === 'unregistered') return 'n8n knows no such webhook';
	if (answer.kind !== 'other') return 'n8n does not take callbacks there';
	return answer.redirects
		? 'the answer is a redirect to another address, which Tencent does not follow'
		: `something else answers there (HTTP ${answer.status})`;
}

/**
 * Says why Tencent can't call an address, as what follows "it" in a sentence; undefined where
 * nothing speaks against it. Looks at the address only and asks no name server.
 */
export function addressProblem(
	address: string,
	{ allowPrivate }: { allowPrivate: boolean },
): string | undefined {
	if (!URL.canParse(address)) return 'is not a complete web address';
	const { protocol, hostname } = new URL(address);
	if (protocol !== 'http:' && protocol !== 'https:') return 'is neither http nor https';
	if (allowPrivate) return undefined;
	const host = hostname.replace(/[[\]]|\.$/g, '');
	if (host.includes(':')) return isPrivateV6(host) ? PRIVATE : undefined;
	// No name of a host ends in a number.
	if (!/[^\d.]/.test(host)) return isPrivateV4(numberOf(host)) ? PRIVATE : undefined;
	if (!host.includes('.')) return 'names a host that exists in the local network only';
	return PRIVATE_ENDINGS.some((ending) => host.endsWith(ending))
		? 'names a host that exists in the local network only'
		: undefined;
}

/**
 * Whether private addresses are in reach of what the node's credential names as its *Endpoint*: a
 * simulator or proxy that is itself in this network stands in Tencent's place then. Looked up only
 * where it matters; false without a credential. Never throws.
 */
export async function isTencentInReach(context: LiveApiContext): Promise<boolean> {
	try {
		const { endpoint } = await context.getCredentials('tencentCloudApi');
		const address = String(endpoint);
		return (
			addressProblem(address, { allowPrivate: true }) === undefined &&
			addressProblem(address, { allowPrivate: false }) !== undefined
		);
	} catch {
		return false;
	}
}

const PRIVATE = 'lies in a private network';

/** Names of local networks (RFC 6761, 6762, 8375, ICANN's .internal, and what routers use). */
const PRIVATE_ENDINGS = ['.local', '.localhost', '.internal', '.home.arpa', '.lan', '.localdomain'];

/** Ranges that are not reachable from the internet (RFC 6890), as first address and prefix length. */
const PRIVATE_V4: readonly (readonly [address: string, bits: number])[] = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['224.0.0.0', 3],
];

function isPrivateV4(value: number): boolean {
	return PRIVATE_V4.some(([address, bits]) => {
		const size = 2 ** (32 - bits);
		return Math.floor(value / size) === numberOf(address) / size;
	});
}

const numberOf = (address: string): number =>
	address
		.split('.')
		.map(Number)
		.reduce((sum, part) => sum * 256 + part);

// URL has written the host in its shortest form already, IPv4 in the last 32 bits as two groups.
function isPrivateV6(host: string): boolean {
	if (host === '::' || host === '::1') return true;
	// A group is left out where it is nought and other noughts precede it.
	const mapped =
		/^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host) ??
		/^64:ff9b::(?:([0-9a-f]{1,4}):)?([0-9a-f]{1,4})?$/.exec(host);
	if (mapped) {
		const [high, low] = mapped.slice(1).map((group = '0') => parseInt(group, 16));
		return isPrivateV4(high * 65_536 + low);
	}
	// fc00::/7 private, fe80::/10 link, fec0::/10 site, ff00::/8 multicast
	return /^(?:f[cd][0-9a-f]{2}|fe[89a-f][0-9a-f]|ff[0-9a-f]{2}):/.test(host);
}

/**
 * Tells the addresses of this n8n from others, by the two that a node can find out: that of the
 * editor, and that of webhooks, which the address for going on after a pause begins with.
 */
export function ownAddresses(
	context: IExecuteFunctions,
	itemIndex: number,
): (address: string) => boolean {
	const own = [context.getInstanceBaseUrl(), resumeUrlOf(context, itemIndex)].map(originOf);
	return (address) => {
		const origin = originOf(address);
		return origin !== undefined && own.includes(origin);
	};
}

function resumeUrlOf(context: IExecuteFunctions, itemIndex: number): unknown {
	try {
		return context.evaluateExpression('{{ $execution.resumeUrl }}', itemIndex);
	} catch {
		return undefined;
	}
}

const originOf = (address: unknown): string | undefined =>
	typeof address === 'string' && URL.canParse(address) ? new URL(address).origin : undefined;
